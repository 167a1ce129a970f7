"""Looks into the terminal's files, read only and beside a running till: key, databases, clock, what waits."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from local_db.database import Database
from local_db.engine import pos_engine
from local_db.keys import TerminalKeys, load_keys
from local_db.outbox import LocalOutbox
from local_db.print_jobs import PrintJobRows
from local_db.reader import reading_catalogue, reading_pos
from local_db.settings import SettingRows
from local_db.terminal import POS_DB
from pos_app.bootstrap.doctor.finding import Finding, fail, ok, warn
from pos_app.bootstrap.doctor.rights import first_barred
from pos_app.bootstrap.hub_link import SETTING, HubAddress
from pos_app.device_entries import SavedDevice, saved_devices
from pos_app.places import Places
from retail.errors import KnownError
from sync.messages import JournalHead
from sync.ports import Identity, Waiting

OLD_MS = 24 * 3_600_000
"""What has waited for a day for the hub waits for a person."""
BACK_MS = 5 * 60_000

KEY_MEND = (
    "Look also whether --keys names the right folder and this is the user of the till; then run this again."
)

MENDS = {
    "file_older": "If the till does not mend it, restore the newest backup; what is at the hub is safe.",
    "database_unreadable": "Name the right key folder with --keys, or put back the key file that was saved. "
    "Only if that fails: restore the newest backup; what is at the hub is safe.",
    "database_busy": "Wait a moment, then run this again.",
    "database_io": "See the data folder and the disk above, then run this again.",
}
"""What to do where a file cannot be opened, by the error's code."""


class Seen(msgspec.Struct, kw_only=True):
    """What the files hold that other checks need; None where they could not be read."""

    keys: TerminalKeys | None = None
    address: HubAddress | None = None
    identity: Identity | None = None
    head: JournalHead | None = None
    acked: JournalHead | None = None
    devices: tuple[SavedDevice, ...] | None = None


def look(places: Places, seen: Seen, now_ms: int) -> Iterator[Finding]:
    """Check the files and note in `seen` what stands in them; nothing where this user may not look."""
    if first_barred(places.data) is not None:
        return
    if not (places.data / POS_DB).exists():
        yield warn(
            "enrolled",
            "No terminal is set up here: there is no database yet.",
            "Get a code at the hub (tillbridge hub enrol-code) and run tillbridge enrol.",
        )
        return
    try:
        seen.keys = load_keys(places.key_file)
    except KnownError as error:
        yield fail("key_file", error.message, KEY_MEND)
        return
    yield ok("key_file", "The key file is there and closed to others.")
    if places.data == places.keys or places.data in places.keys.parents:
        yield warn(
            "key_place",
            "The keys lie inside the data folder: who copies one has both.",
            "Move the key folder elsewhere and start with --keys.",
        )
    try:
        yield from _databases(places.data, seen.keys, seen)
        yield from _waiting(places.data, seen.keys, seen, now_ms)
    except KnownError as error:
        mend = MENDS.get(error.code, "Restore the newest backup; what is at the hub is safe.")
        yield fail("database", error.message, mend)


def _databases(data: Path, keys: TerminalKeys, seen: Seen) -> Iterator[Finding]:
    with reading_pos(data, keys) as database:
        yield _sound(database, "database", POS_DB)
        settings = SettingRows(database)
        seen.devices = saved_devices(settings)
        text = settings.get(SETTING)
        seen.address = msgspec.json.decode(text, type=HubAddress) if text else None
        waiting = PrintJobRows(database).waiting_count()
    if waiting:
        yield warn("prints", f"{waiting} print(s) are not on paper.", "Look at them at the till: Ctrl+P.")
    with reading_catalogue(data) as catalogue:
        if catalogue is None:
            yield warn(
                "catalogue",
                "There is no catalogue yet.",
                "It comes from the hub by itself once that is reached.",
            )
        else:
            yield _sound(catalogue, "catalogue", "catalogue.db")


def _sound(database: Database, code: str, name: str) -> Finding:
    words = [str(word) for (word,) in database.driver.execute("PRAGMA quick_check(3)")]
    if words == ["ok"]:
        return ok(code, f"{name} is whole.")
    mend = "Delete it with the till closed: it comes again from the hub."
    if code == "database":
        mend = "Stop selling on this terminal, keep a copy of the data folder, and restore the newest backup."
    first = next(iter(word for text in words for word in text.splitlines() if not word.startswith("***")), "")
    return fail(code, f"{name} is damaged: parts of it cannot be read ({first[:80]}).", mend)


def _waiting(data: Path, keys: TerminalKeys, seen: Seen, now_ms: int) -> Iterator[Finding]:
    engine = pos_engine(data / POS_DB, keys.database_key, read_only=True)
    with contextlib.closing(Database(engine, POS_DB)) as database:
        outbox = LocalOutbox(database)
        seen.head, seen.acked = outbox.head(), outbox.acked()
        waiting = outbox.count_waiting()
        aside = sum(1 for one in outbox.quarantined(100) if not one.outcome)
        try:
            seen.identity = outbox.identity()
        except KnownError as error:
            yield warn("enrolled", error.message, "Get a code at the hub and run tillbridge enrol.")
        with database.read():
            row = database.driver.execute("SELECT max(at) FROM journal").fetchone()
    newest = row[0] if row and row[0] else 0
    if newest - now_ms > BACK_MS:
        minutes = (newest - now_ms) // 60_000
        yield fail(
            "clock_back",
            f"The newest entry of the journal is {minutes} minutes ahead of the clock, which was set back.",
            "Set date and time right before you sell.",
        )
    yield _queue(waiting, now_ms)
    if aside:
        yield warn(
            "quarantine", f"The hub put {aside} record(s) aside.", "A manager looks at them at the hub."
        )


def _queue(waiting: Waiting, now_ms: int) -> Finding:
    if not waiting.ops:
        return ok("queue", "Everything of this terminal is at the hub.")
    age_ms = now_ms - (waiting.oldest_at or now_ms)
    minutes = age_ms // 60_000
    said = f"{waiting.ops} record(s) wait for the hub ({waiting.sales} sales), the oldest {minutes} min."
    if age_ms > OLD_MS:
        return warn("queue", said, "They are safe here. Bring the hub back within reach, then look again.")
    return ok("queue", said)
