"""Run by Alembic: migrate over the connection that `alongside.store.migrating` has opened and will commit."""

from __future__ import annotations

from alembic import context

from alongside.store.migrating import TABLE
from alongside.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=TABLE
)
context.run_migrations()
