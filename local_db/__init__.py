"""The terminal's SQLite databases: schema, repositories, unit of work, migrations."""
