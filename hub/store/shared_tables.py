"""Tables that workers of a hub on PostgreSQL share; a hub on SQLite is one process and keeps these apart."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Identity, Index, MetaData, Table, Text

shared_metadata = MetaData()

shared_nonce = Table(
    "nonce",
    shared_metadata,
    Column("terminal_id", Text, primary_key=True),
    Column("nonce", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Index("nonce_by_time", "at"),
)

wrong_guess = Table(
    "wrong_guess",
    shared_metadata,
    Column("guess_id", BigInteger, Identity(), primary_key=True),
    Column("about", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("wrong_guess_by_name", "about", "name", "at"),
)
"""Codes and passwords that were wrong: `about` what, from or for whom (`name`)."""
