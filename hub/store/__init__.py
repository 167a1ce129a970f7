"""The hub's database by SQLAlchemy: schema, migrations, queries."""
