"""The ledger of marks, which the database itself keeps append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_BLIND = "('first', 'second', 'third')"
_PIECE = ("session", "candidate", "task", "criterion", "sha256", "observed")
_RULES = {
    "marking": f"marking IN ('agreed', 'override', 'anchor', 'outside') OR marking IN {_BLIND}",
    "evidence": "marking = 'outside' OR length(trim(evidence)) > 0",
    "level": "level BETWEEN 0 AND 3",
    "judged": "marking = 'outside' OR (criterion <> '' AND (level IS NOT NULL OR replaces IS NOT NULL))",
    "outside": "(marking = 'outside') = (points IS NOT NULL)",
    "task_only": "marking <> 'outside' OR (criterion = '' AND level IS NULL)",
    "about": "(sha256 = '') <> (observed = '')",
    "hash": "length(sha256) IN (0, 64)",
    "not_itself": "replaces <> id",
}
_ONCE = {
    "marks_once": ((*_PIECE, "marking"), "replaces IS NULL AND marking <> 'anchor'"),
    "marks_once_by_each": ((*_PIECE, "assessor"), "replaces IS NULL AND marking = 'anchor'"),
    "marks_blind": ((*_PIECE, "assessor"), f"replaces IS NULL AND marking IN {_BLIND}"),
}
"""One row that replaces none for each piece and pass; one of the blind passes for each person."""


def upgrade() -> None:
    """Make the table, its rules, and the triggers that refuse to change or delete a row."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    texts = ("token", "at", "assessor", "marking", "session", "candidate", "task", "criterion", "evidence")
    op.create_table(
        "marks",
        sa.Column("id", number, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("level", sa.Integer()),
        sa.Column("points", sa.Float()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("observed", sa.Text(), nullable=False),
        sa.Column("replaces", number, sa.ForeignKey("marks.id")),
        sa.UniqueConstraint("token"),
        sa.UniqueConstraint("replaces"),
        *(sa.CheckConstraint(rule, name=f"marks_{name}") for name, rule in _RULES.items()),
        sqlite_autoincrement=True,
    )
    for name, (columns, only) in _ONCE.items():
        where = sa.text(only)
        op.create_index(name, "marks", list(columns), unique=True, sqlite_where=where, postgresql_where=where)
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def _guards(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [
            "CREATE FUNCTION marks_stay() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
            "CREATE TRIGGER marks_stay BEFORE UPDATE OR DELETE ON marks "
            "FOR EACH ROW EXECUTE FUNCTION marks_stay()",
            "CREATE TRIGGER marks_stay_all BEFORE TRUNCATE ON marks "
            "FOR EACH STATEMENT EXECUTE FUNCTION marks_stay()",
        ]
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    return [
        f"CREATE TRIGGER marks_no_update BEFORE UPDATE ON marks {refuse}",
        f"CREATE TRIGGER marks_no_delete BEFORE DELETE ON marks {refuse}",
        # INSERT OR REPLACE deletes what is in its way without asking the trigger above.
        f"CREATE TRIGGER marks_no_replace BEFORE INSERT ON marks WHEN EXISTS ({_in_the_way()}) {refuse}",
    ]


def _in_the_way() -> str:
    same_piece = " AND ".join(f"{column} = NEW.{column}" for column in _PIECE)
    return (
        "SELECT 1 FROM marks WHERE id = NEW.id OR token = NEW.token OR replaces = NEW.replaces "  # noqa: S608
        f"OR (replaces IS NULL AND NEW.replaces IS NULL AND {same_piece} AND ("
        "(marking = NEW.marking AND (marking <> 'anchor' OR assessor = NEW.assessor)) "
        f"OR (assessor = NEW.assessor AND marking IN {_BLIND} AND NEW.marking IN {_BLIND})))"
    )
