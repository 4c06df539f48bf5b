"""From asking for a module to answering it: our light page beside stock Notebook 7 and stock ipywidgets.

Measured as in `bench/opening.py`; live is when every card stands on the page and saves.
"""

from __future__ import annotations

from opening import compare_and_print

if __name__ == "__main__":
    compare_and_print("light", __doc__)
