"""What is decided about people beside marks: a table that the database itself keeps append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and the triggers that refuse to change or delete a row."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    texts = ("token", "at", "by", "kind", "session", "candidate", "act")
    op.create_table(
        "acts",
        sa.Column("id", number, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.UniqueConstraint("token"),
        sqlite_autoincrement=True,
    )
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def _guards(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [
            "CREATE TRIGGER acts_stay BEFORE UPDATE OR DELETE ON acts "
            "FOR EACH ROW EXECUTE FUNCTION marks_stay()",
            "CREATE TRIGGER acts_stay_all BEFORE TRUNCATE ON acts "
            "FOR EACH STATEMENT EXECUTE FUNCTION marks_stay()",
        ]
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    there = "SELECT 1 FROM acts WHERE id = NEW.id OR token = NEW.token"
    return [
        f"CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts {refuse}",
        f"CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts {refuse}",
        # INSERT OR REPLACE deletes what is in its way without asking the trigger above.
        f"CREATE TRIGGER acts_no_replace BEFORE INSERT ON acts WHEN EXISTS ({there}) {refuse}",
    ]
