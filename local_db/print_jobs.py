"""What is to be put on paper: durable before anything is sent to the printer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, case, func, insert, select, update

from local_db.database import Database, Row
from local_db.pos_schema import print_job, sale
from local_db.statements import Statement, constant
from pos_app.ports.store import PrintJob, PrintState, WaitingPrint
from retail.cart_slips import CART_LINK
from retail.errors import DataError
from retail.receipt import ReceiptDocument

_UNPRINTED = ("queued", "printing", "failed", "unsure")
_FIELDS = select(*tuple(print_job.c)[1:])
_ADD = Statement(insert(print_job).values({name: bindparam(name) for name in print_job.c.keys()[1:]}))
_GET = Statement(_FIELDS.where(print_job.c.job_id == bindparam("job_id")))
# The states stand in the text as in the partial index, else SQLite cannot tell that the index serves.
_OPEN = print_job.c.state.in_([constant(state) for state in _UNPRINTED])
# `_OPEN` beside it, or every receipt ever printed would be looked at to find the next one.
_NEXT = Statement(
    _FIELDS.where(_OPEN, print_job.c.state == constant("queued")).order_by(print_job.c.n).limit(1)
)
_ALL_UNPRINTED = Statement(_FIELDS.where(_OPEN).order_by(print_job.c.n))
_WAITING = Statement(
    select(
        print_job.c.job_id,
        print_job.c.txn_id,
        func.coalesce(sale.c.receipt_no, ""),
        func.json_extract(print_job.c.document, "$.kind"),
        print_job.c.state,
        print_job.c.attempts,
        print_job.c.error,
        print_job.c.error_message,
        print_job.c.created_at,
    )
    .select_from(print_job.outerjoin(sale, sale.c.txn_id == print_job.c.txn_id))
    .where(_OPEN)
    .order_by(print_job.c.n)
)
_WAITING_COUNT = Statement(select(func.count()).select_from(print_job).where(_OPEN))
_ORIGINAL = Statement(
    select(print_job.c.document)
    .where(print_job.c.txn_id == bindparam("txn_id"))
    .order_by(print_job.c.n)
    .limit(1)
)
_MARK = Statement(
    update(print_job)
    .where(print_job.c.job_id == bindparam("which"))
    .values(
        state=bindparam("state"),
        error=bindparam("error"),
        error_message=bindparam("error_message"),
        attempts=print_job.c.attempts + case((bindparam("state") == "printing", 1), else_=0),
    )
)
_DONE = ("printed", "dropped")
_FORGET_LINK = Statement(
    update(print_job)
    .where(
        print_job.c.job_id == bindparam("which"),
        func.json_extract(print_job.c.document, "$.kind") == CART_LINK,
    )
    .values(document=func.json_set(print_job.c.document, "$.blocks", func.json("[]")))
)
_STATES = Statement(
    select(print_job.c.txn_id, print_job.c.state)
    .where(print_job.c.txn_id.in_(select(func.json_each(bindparam("txn_ids")).table_valued("value").c.value)))
    .order_by(print_job.c.n)
)


class PrintJobRows:
    """`pos_app.ports.store.PrintJobs` on `pos.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, job: PrintJob) -> None:
        """Queue a document."""
        fields = msgspec.structs.asdict(job) | {"document": msgspec.json.encode(job.document).decode()}
        self._database.change(_ADD, **fields)

    def get(self, job_id: str) -> PrintJob | None:
        """By its id."""
        row = self._database.row(_GET, job_id=job_id)
        return None if row is None else _job(row)

    def next_queued(self) -> PrintJob | None:
        """Oldest job that is queued."""
        row = self._database.row(_NEXT)
        return None if row is None else _job(row)

    def mark(self, job_id: str, state: PrintState, error: str = "", error_message: str = "") -> None:
        """Write how it went; `printing` counts one attempt. Raises `DataError` where there is no such job."""
        touched = self._database.change(
            _MARK, which=job_id, state=state, error=error, error_message=error_message
        )
        if not touched:
            raise DataError("no_such_print_job", f"There is no print job {job_id[:40]!r}.", job_id=job_id)
        if state in _DONE:
            self._database.change(_FORGET_LINK, which=job_id)

    def unprinted(self) -> tuple[PrintJob, ...]:
        """Queued, printing, failed and unsure ones, oldest first."""
        return tuple(map(_job, self._database.rows(_ALL_UNPRINTED)))

    def waiting(self) -> tuple[WaitingPrint, ...]:
        """The same ones without their documents, for a list of them."""
        names = WaitingPrint.__struct_fields__
        rows = self._database.rows(_WAITING)
        return tuple(WaitingPrint(**dict(zip(names, row, strict=True))) for row in rows)

    def waiting_count(self) -> int:
        """How many they are."""
        return int(self._database.rows(_WAITING_COUNT)[0][0])

    def original(self, txn_id: str) -> ReceiptDocument | None:
        """The document printed first for a transaction: its receipt as the customer got it."""
        row = self._database.row(_ORIGINAL, txn_id=txn_id)
        return None if row is None else msgspec.json.decode(row[0], type=ReceiptDocument)

    def states(self, txn_ids: Sequence[str]) -> dict[str, PrintState]:
        """Latest state of the receipt of each transaction."""
        rows = self._database.rows(_STATES, txn_ids=msgspec.json.encode(txn_ids).decode())
        return dict(rows)


def _job(row: Row) -> PrintJob:
    job_id, txn_id, document, state, attempts, error, error_message, created_at = row
    return PrintJob(
        job_id=job_id,
        txn_id=txn_id,
        document=msgspec.json.decode(document, type=ReceiptDocument),
        state=state,
        attempts=attempts,
        error=error,
        error_message=error_message,
        created_at=created_at,
    )
