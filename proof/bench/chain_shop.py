"""A made-up chain: its stores and terminals at the hub, and true chains of sales, made from real ones."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.store import stores, terminals
from hub.store.database import Database
from hub.store.stores import StoreRecord
from hub.store.terminals import TerminalRecord
from proof.bench.goods import PRICE_LIST
from proof.bench.shop import PROFILE, TAX
from retail.ids import uuid7
from retail.journal import GENESIS, entry_hash_of_text
from retail.receipt_number import receipt_number
from sync.messages import WireOp

EPOCH = "0198b000-0000-7000-8000-000000000001"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What the processes of the bench must know; handed to them as a file."""

    url: str = ""
    database: str
    """Where the hub keeps its rows."""
    twin: str
    """Where the bare driver writes them."""
    hub_gen: str
    stores: int
    terminals: int
    """Of all stores together."""
    sales: int
    """In one push."""
    connections: int
    """That one process sends on at once."""
    samples: tuple[WireOp, ...]
    """Real sales of one real terminal."""

    def write(self, path: Path) -> None:
        path.write_bytes(msgspec.json.encode(self))

    @classmethod
    def read(cls, path: str) -> Plan:
        return msgspec.json.decode(Path(path).read_bytes(), type=cls)


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """One simulated terminal; neighbours by number are of different stores."""

    terminal_id: str
    store_id: str
    store_no: int
    terminal_no: int

    @property
    def key(self) -> Ed25519PrivateKey:
        """Its own key, the same at every run."""
        return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(self.terminal_id.encode()).digest())


def seats(store_count: int, terminal_count: int) -> list[Seat]:
    """All terminals of the chain. Store 1 is the bench's own shop and is left out."""
    return [
        Seat(
            terminal_id=f"0198b000-0000-7000-9000-{number:012d}",
            store_id=f"0198b000-0000-7000-a000-{number % store_count:012d}",
            store_no=number % store_count + 2,
            terminal_no=number // store_count + 1,
        )
        for number in range(terminal_count)
    ]


def open_chain(database: Database, chain: list[Seat], now: int) -> None:
    """Put stores and enrolled terminals into the hub's tables."""
    opened: set[str] = set()
    with database.write() as connection:
        for seat in chain:
            if seat.store_id not in opened:
                opened.add(seat.store_id)
                profile = msgspec.structs.replace(PROFILE, store_id=seat.store_id, store_no=seat.store_no)
                stores.put(connection, StoreRecord(profile=profile, tax=TAX))
            public = base64.b64encode(seat.key.public_key().public_bytes_raw()).decode()
            terminals.add(
                connection,
                TerminalRecord(
                    terminal_id=seat.terminal_id,
                    terminal_no=seat.terminal_no,
                    store_id=seat.store_id,
                    name="",
                    price_list=PRICE_LIST,
                    public_key=public,
                    epoch=EPOCH,
                    enrolled_at=now,
                ),
            )


class Journal:
    """The chain of one terminal, which goes on with every push."""

    def __init__(self, seat: Seat, plan: Plan) -> None:
        self.seat = seat
        self._plan = plan
        self._seq = 0
        self._hash = GENESIS
        self._samples = [
            (one, msgspec.json.encode(one.body, order="sorted").decode()) for one in plan.samples
        ]

    def push(self, sales: int, at: int) -> tuple[bytes, list[str]]:
        """The body of a push with the next sales, made at `at` (UTC ms), and their txn_ids."""
        made = [self._sale(at) for _ in range(sales)]
        ops = [op for op, _ in made]
        body = msgspec.json.encode({"hub_gen": self._plan.hub_gen, "epoch": EPOCH, "ops": ops})
        return body, [txn_id for _, txn_id in made]

    def _sale(self, at: int) -> tuple[dict[str, object], str]:
        """A sample with ids, receipt number and place of its own: what it says of goods and money stays."""
        sample, text = self._samples[self._seq % len(self._samples)]
        self._seq += 1
        origin = sample.body["origin"]
        ids = {origin["store_id"]: self.seat.store_id, origin["terminal_id"]: self.seat.terminal_id}
        body = _ID.sub(lambda found: ids.setdefault(found[0], _new_id(at)), text)
        number = receipt_number(self.seat.store_no, self.seat.terminal_no, self._seq)
        body = body.replace(f'"{sample.body["receipt_no"]}"', f'"{number}"')
        op_id, prev = _new_id(at), self._hash
        self._hash = entry_hash_of_text(prev, op_id, sample.kind, sample.v, sample.hlc, body)
        op = {
            "seq": self._seq,
            "op_id": op_id,
            "kind": sample.kind,
            "v": sample.v,
            "hlc": sample.hlc,
            "body": msgspec.Raw(body.encode()),
            "prev": prev,
            "hash": self._hash,
        }
        return op, ids[sample.body["txn_id"]]


def _new_id(at: int) -> str:
    return uuid7(at, secrets.token_bytes(10))
