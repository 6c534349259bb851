"""Alembic's entry: migrates over the connection it is handed, and looks at our own tables only."""

from alembic import context
from sqlalchemy import Connection

from store.migrate import is_ours
from store.tables import Base


def migrate(connection: Connection) -> None:
    """Run the migrations over one connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=is_ours,
        compare_type=True,
        compare_server_default=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
