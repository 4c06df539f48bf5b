"""`python -m alongside` is the command `alongside`."""

from alongside.cli import main

main()
