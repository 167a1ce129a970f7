"""What must happen after the hub's database was put back from a backup (sync.md, fact 6)."""

from __future__ import annotations

from hub.services.clock import Clock
from hub.store import feeds, meta, people, replacements, rights, terminals
from hub.store.database import Database
from hub.store.identity import new_id


def begin_generation(database: Database, clock: Clock) -> str:
    """Give the hub a new generation, and every feed a new history; returns the generation.

    Terminals then replay what the backup does not hold, and read the feeds from their start: a cursor of the
    lost days could stand on another row than it was read from. Everybody is signed out, and codes that were
    not spent when the backup was made are worthless: what ended since then must not come back. Nothing is
    promised until every enrolled terminal has replayed, for the hub has forgotten what it promised last.
    """
    generation = new_id(clock.now())
    with database.write() as connection:
        meta.put(connection, meta.GENERATION, generation)
        # What was left behind by a move is the hub again.
        meta.drop(connection, meta.MOVED_TO)
        feeds.begin_anew(connection, clock.now())
        rights.freeze(connection, generation, clock.now())
        people.end_all_sessions(connection)
        terminals.drop_open_codes(connection)
        replacements.drop_open_codes(connection)
    return generation
