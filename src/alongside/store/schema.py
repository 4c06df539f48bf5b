"""The tables, as SQLAlchemy knows them; the migrations make them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, MetaData, Table, Text

VERSIONS = ("0001", "0002", "0003", "0004")
"""The versions of the schema that this kit knows, the oldest first; the last is the one it works with."""
VERSION = VERSIONS[-1]

metadata = MetaData()

_Number = BigInteger().with_variant(Integer, "sqlite")

marks = Table(
    "marks",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("token", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("assessor", Text, nullable=False),
    Column("marking", Text, nullable=False),
    Column("session", Text, nullable=False),
    Column("candidate", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("criterion", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("level", Integer),
    Column("points", Float),
    Column("sha256", Text, nullable=False),
    Column("observed", Text, nullable=False),
    Column("replaces", _Number, ForeignKey("marks.id"), unique=True),
    sqlite_autoincrement=True,
)
"""The ledger. What a row does not have of criterion, sha256 and observed is '', so that keys compare."""

acts = Table(
    "acts",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("token", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("session", Text, nullable=False),
    Column("candidate", Text, nullable=False),
    Column("act", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What was decided about people beside marks; `act` is the whole of it as JSON, `session` '' for a phase."""
