"""Two ways to find marks without reading all of them: a candidate's, and an assessor's."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes; no row changes."""
    op.create_index("marks_of_candidate", "marks", ["candidate", "session"])
    op.create_index("marks_of_assessor", "marks", ["assessor", "session", "marking"])
