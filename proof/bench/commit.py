"""The durable commit of a sale: cash completes five lines; against the same rows by bare sqlcipher3."""

from __future__ import annotations

from contextlib import ExitStack, closing
from shutil import copyfile
from typing import Any

import msgspec

from local_db.keys import new_keys
from local_db.terminal import POS_DB, LocalTerminal
from pos_app.ports.store import PrintJob, SaleRecord
from pos_app.sale_view import priced
from pos_app.views import SaleView
from proof.bench.catalogues import catalogue
from proof.bench.counter import Counter, payment
from proof.bench.figures import milliseconds
from proof.bench.raw_twin import RawTwin, Source, Writes
from proof.bench.report import Limit, Measure, at_most, measure, ratio
from proof.bench.shop import PROFILE, cashier, configure, open_terminal
from proof.bench.sizes import Sizes
from proof.bench.suite import Place
from proof.bench.turns import in_turn, timed
from retail.journal import Op, body_text, entry_hash_of_text
from retail.sale_receipt import sale_receipt
from retail.transaction import Transaction

MOST_RATIO = 2.0
PARTS = ("unit of work alone", "pricing, once", "canonical form and hash", "receipt as a document")


def run(sizes: Sizes, place: Place) -> list[Measure]:
    """Real, raw, and the unit of work alone, each on a database of its own, in turn."""
    keys, operator = new_keys(), cashier()
    goods = catalogue(place.kept, sizes.shop_items)
    with closing(open_terminal(place.work / "real", keys, goods)) as terminal:
        configure(terminal, operator)
        Counter(terminal, keys, operator, sizes.shop_items).open_session()
    for twin in ("raw", "alone"):
        (place.work / twin).mkdir()
        copyfile(place.work / "real" / POS_DB, place.work / twin / POS_DB)
    with ExitStack() as stack:
        real = stack.enter_context(closing(open_terminal(place.work / "real", keys)))
        alone = stack.enter_context(closing(open_terminal(place.work / "alone", keys)))
        source = stack.enter_context(closing(Source(place.work / "real" / POS_DB, keys.database_key)))
        raw = stack.enter_context(closing(RawTwin(place.work / "raw" / POS_DB, keys.database_key)))
        rounds = _Rounds(Counter(real, keys, operator, sizes.shop_items), real, source, raw, alone)
        probes = (rounds.real, rounds.raw, rounds.alone, rounds.pricing, rounds.canonical, rounds.receipt)
        taken = in_turn(sizes.commits, sizes.commits // 10, *probes, fixed_order=True)
    return [_verdict(taken)]


def _verdict(taken: list[list[float]]) -> Measure:
    real = milliseconds(taken[0])
    limit = Limit(name="raw sqlcipher3, same key, pragmas, tables and rows", figures=milliseconds(taken[1]))
    return measure(
        "commit",
        "TenderCash completes a cash sale of 5 lines: pricing, journal, rows, counters, print job, durable",
        real,
        limit=limit,
        goals=(at_most(f"≤ {MOST_RATIO:g} × raw sqlcipher3", ratio(real, limit), MOST_RATIO),),
        parts={name: milliseconds(each) for name, each in zip(PARTS, taken[2:], strict=True)},
    )


class _Rounds:
    """One sale a round, done three ways; the real one goes first, for the others write what it wrote."""

    def __init__(
        self, counter: Counter, terminal: LocalTerminal, source: Source, raw: RawTwin, alone: LocalTerminal
    ) -> None:
        self._counter = counter
        self._store = terminal.store
        self._source = source
        self._raw = raw
        self._alone = alone.store
        self._txn: Transaction
        self._record: SaleRecord
        self._job: PrintJob
        self._op: Op
        self._draft: tuple[Any, ...]
        self._writes: Writes

    def real(self, _number: int) -> float:
        """The real command, the dispatcher and all."""
        sale = self._counter.fill()
        self._draft = self._source.draft()
        command = payment(sale)
        outcomes = []
        seconds = timed(lambda: outcomes.append(self._counter.dispatcher.dispatch(command)))
        if not (outcomes[0].ok and outcomes[0].change):
            raise RuntimeError(f"the sale did not complete: {outcomes[0]}")
        self._remember(sale)
        return seconds

    def raw(self, _number: int) -> float:
        """The same rows by the bare driver."""
        self._raw.put_draft(self._draft)
        return timed(lambda: self._raw.write(self._writes))

    def alone(self, _number: int) -> float:
        """The unit of work with everything worked out before."""
        with self._alone.write() as uow:
            uow.drafts.save(self._txn)
        return timed(self._write_alone)

    def pricing(self, _number: int) -> float:
        """The real one does this twice: to settle, and to complete."""
        with self._store.read() as uow:
            config = uow.store_config()
        if config is None:
            raise RuntimeError("the terminal has no configuration")
        return timed(lambda: priced(self._txn, config, ()))

    def canonical(self, _number: int) -> float:
        """Body as RFC 8785 text, and the hash of the entry."""
        op, prev = self._op, "0" * 64
        return timed(
            lambda: entry_hash_of_text(prev, op.op_id, op.kind, op.v, op.hlc, body_text(op)),
        )

    def receipt(self, _number: int) -> float:
        """The document that is printed later."""
        body, digest = self._record.body, self._record.entry_hash
        return timed(lambda: sale_receipt(body, PROFILE, digest, self._job.job_id, "Bea Bench"))

    def _remember(self, sale: SaleView) -> None:
        """Read back what the real one wrote; not timed."""
        self._writes = self._source.writes(sale.txn_id)
        self._txn = msgspec.json.decode(self._draft[2], type=Transaction)
        with self._store.read() as uow:
            record = uow.sales.get(sale.txn_id)
            found = uow.journal.page(self._txn.business_date, None, 1)
            jobs = [job for job in uow.print_jobs.unprinted() if job.txn_id == sale.txn_id]
        if record is None or len(jobs) != 1:
            raise RuntimeError("the completed sale cannot be read back")
        self._record, self._job, self._op = record, jobs[0], found[0].entry.op
        with self._store.write() as uow:
            uow.print_jobs.mark(self._job.job_id, "printed")

    def _write_alone(self) -> None:
        body = self._record.body
        with self._alone.write() as uow:
            uow.settings.next_count("receipt")
            uow.journal.last_hlc()
            entry = uow.journal.append(self._op)
            uow.sales.add(body, entry.seq, "sale")
            uow.drafts.remove(body.txn_id)
            uow.sessions.count(body.origin.session_id, "drawer")
            uow.print_jobs.add(self._job)
