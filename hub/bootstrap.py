"""Puts a hub together from its data folder: database, services, and the application that serves them."""

from __future__ import annotations

import base64
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.database_choice import FILE, NONCES, check_not_moved, on_server, open_database, remember
from hub.services.carts import CartService
from hub.services.clock import Clock
from hub.services.customer_aliases import CustomerMerges
from hub.services.customers import CustomerService
from hub.services.enrolment import EnrolmentService
from hub.services.gift_cards import GiftCardService
from hub.services.loyalty_accounts import LoyaltyService
from hub.services.news import News
from hub.services.recovery import RecoveryService
from hub.services.replacing import ReplacementService
from hub.services.rights import RightsService
from hub.services.snapshot_files import SnapshotFolder
from hub.services.snapshots import SnapshotService
from hub.services.terminal_keys import publish_all_keys
from hub.services.terminal_service import TerminalService
from hub.services.value_accounts import value_accounts
from hub.settings import HubSettings
from hub.store import feeds, meta, stores, terminals
from hub.store.identity import new_id
from hub.store.nonces import Nonces, NonceStore
from hub.store.shared_nonces import SharedNonces
from hub.store.terminals import TerminalRecord
from hub.store.upgrade import check_not_gone, upgrade
from hub.whole_file import write_whole
from retail.errors import DataError, RuleError
from retail.known_structs import know_structs
from sync.signing import MAX_SKEW_MS

if TYPE_CHECKING:
    from starlette.types import ASGIApp

DATABASE = FILE
RECOVERY = "recovery.key"
SIGNING = "signing.key"
SNAPSHOTS = "snapshots"
_LEARNING = threading.Lock()


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """UTC milliseconds since 1970."""
        return time.time_ns() // 1_000_000  # noqa: TID251 - this is the clock that the port stands for


class Hub:
    """One hub: its database and its services. Close it when done."""

    def __init__(self, data_dir: Path, settings: HubSettings, clock: Clock) -> None:
        self.data_dir = data_dir
        self.settings = settings
        self.clock = clock
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not on_server(data_dir, settings.database):
            check_not_gone(data_dir / DATABASE, had_content=(data_dir / RECOVERY).exists())
        self.database = open_database(data_dir, settings.database, settings.replica)
        self.engine = self.database.engine
        try:
            upgrade(self.database, data_dir / "backups")
            if not settings.put_back:
                check_not_moved(self.database)
            remember(data_dir, settings.database)
            self._make_identity()
        except BaseException:
            self.database.close()
            raise
        key = self._signing_key()
        self._public_key = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        self.snapshots = SnapshotService(self.database, SnapshotFolder(data_dir / SNAPSHOTS, key), clock)
        # A SQLite file lies in the folder itself; a server's database may be another folder's to serve.
        self.snapshots.signs = self._tell_key(may_replace=not self.database.on_postgres)
        self.news = News()
        self.nonces = self._nonces()
        self.enrolment = EnrolmentService(self.database, clock)
        self.customers = CustomerService(self.database, clock, data_dir)
        self.carts = CartService(self.database, clock)
        self.loyalty = LoyaltyService(self.database, clock)
        self.gift_cards = GiftCardService(self.database, clock)
        self.merges = CustomerMerges(self.database, clock)
        self.rights = RightsService(self.database, clock, value_accounts())
        self.replacements = ReplacementService(self.database, clock, self.enrolment)
        self.recovery = RecoveryService(self.database, clock, data_dir / RECOVERY, self.rights)
        publish_all_keys(self.database, clock.now())
        with self.database.read() as connection:
            self.news.announce(feeds.heads(connection))

    @property
    def is_set_up(self) -> bool:
        """Whether there is a store yet."""
        with self.database.read() as connection:
            return bool(stores.every(connection))

    def terminal_service(self, terminal_id: str) -> TerminalService:
        """The hub as one terminal sees it, without the wire. Raises `RuleError` for an unknown one."""
        with self.database.read() as connection:
            terminal = terminals.by_id(connection, terminal_id)
        if terminal is None:
            raise RuleError("terminal_unknown", "There is no such terminal at this hub.")
        return self.service_of(terminal)

    def service_of(self, terminal: TerminalRecord) -> TerminalService:
        """The hub as this terminal sees it, once it has proved who it is."""
        return TerminalService(
            terminal, self.database, self.news, self.clock, self.snapshots, rights=self.rights
        )

    def app(self) -> ASGIApp:
        """The application for uvicorn."""
        from hub.api.app import build_app

        # Requests are read by many threads, also by kinds that came with this import.
        _know_structs()
        return build_app(self)

    def remember_address(self, url: str, fingerprint: str) -> None:
        """Keep the address that enrolment codes tell terminals."""
        with self.database.write() as connection:
            meta.put(connection, meta.URL, url)
            meta.put(connection, meta.FINGERPRINT, fingerprint)

    def sign_snapshots(self) -> None:
        """Sign by this folder's key from now on, whatever key was told before. Only for who serves alone."""
        self.snapshots.signs = self._tell_key(may_replace=True)

    def close(self) -> None:
        """Close the files."""
        self.news.close()
        self.snapshots.close()
        self.nonces.close()
        self.database.close()

    def _nonces(self) -> Nonces:
        """In a file beside SQLite, where a durable commit a request would cost more than the request."""
        if self.database.on_postgres:
            return SharedNonces(self.database, keep_ms=2 * MAX_SKEW_MS)
        return NonceStore(self.data_dir / NONCES, keep_ms=2 * MAX_SKEW_MS)

    def _make_identity(self) -> None:
        """A new hub gets its generation, and a recovery key whose private half lies beside the database."""
        with self.database.read() as connection:
            if meta.get(connection, meta.RECOVERY_KEY) is not None:
                return
        with self.database.write() as connection:
            # Asked again behind the lock: two programs may have been started at once.
            if meta.get(connection, meta.RECOVERY_KEY) is not None:
                return
            key = X25519PrivateKey.generate()
            write_whole(self.data_dir / RECOVERY, base64.b64encode(key.private_bytes_raw()) + b"\n")
            public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
            meta.put(connection, meta.GENERATION, new_id(self.clock.now()))
            meta.put(connection, meta.RECOVERY_KEY, public)

    def _signing_key(self) -> Ed25519PrivateKey:
        """The key that signs snapshots: made once, its private half beside the database.

        Raises `DataError` (`signing_key_unreadable`).
        """
        path = self.data_dir / SIGNING
        if not path.exists():
            # Behind the writer's lock: two programs may have been started at once.
            with self.database.write():
                if not path.exists():
                    made = Ed25519PrivateKey.generate()
                    write_whole(path, base64.b64encode(made.private_bytes_raw()) + b"\n")
        try:
            return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes()))
        except ValueError as error:
            raise DataError(
                "signing_key_unreadable",
                f"{path} is torn. Put it back from a copy. Where there is none, move it away: the hub makes "
                "a new one, and terminals take pages in place of snapshots until they are enrolled again.",
            ) from error

    def _tell_key(self, *, may_replace: bool) -> bool:
        """Whether terminals are told of this folder's signing key; where none is known, from now on."""
        with self.database.read() as connection:
            known = meta.get(connection, meta.SIGNING_KEY)
        if known is None or (may_replace and known != self._public_key):
            with self.database.write() as connection:
                # Asked again behind the lock: two folders may have come to a new database at once.
                known = meta.get(connection, meta.SIGNING_KEY)
                if known is None or may_replace:
                    meta.put(connection, meta.SIGNING_KEY, self._public_key)
                    known = self._public_key
        return known == self._public_key


def _know_structs() -> None:
    """As `know_structs`, also for threads that open hubs side by side."""
    with _LEARNING:
        know_structs()


def build_hub(data_dir: Path, settings: HubSettings | None = None, clock: Clock | None = None) -> Hub:
    """Open the hub in `data_dir`, upgraded to this program; a new folder becomes a hub that is not set up.

    Raises `DataError` where the database is of a newer program.
    """
    _know_structs()
    chosen = settings or HubSettings()
    chosen.check()
    return Hub(data_dir, chosen, clock or SystemClock())
