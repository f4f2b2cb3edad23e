"""Records in SQLite or PostgreSQL: schema, migrations, load, search, corrections."""
