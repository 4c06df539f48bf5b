"""How much fits into the small fields of a form."""

from __future__ import annotations

NAME_LIMIT = 60
"""The most characters for a person: initials or a role."""
LINE_LIMIT = 2_000
"""The most characters for one line: an action, a note, the limits in a person's own words."""
