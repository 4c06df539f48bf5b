"""The database of the programme: SQLite beside the course by default, PostgreSQL for an organisation."""
