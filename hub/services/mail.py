"""Sends receipts by e-mail: what is queued goes out once, tried again later, or given up for a person."""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

import msgspec

from hub.mail_settings import MailSettings
from hub.services.clock import Clock
from hub.services.doubts import task_row
from hub.services.effects import Doubt
from hub.services.mail_message import receipt_message
from hub.store import journal, outbox, people, sales, stores, tasks
from hub.store.database import Connection, Database
from retail.errors import KnownError
from retail.events import SaleCompleted

_LOG = logging.getLogger("tillbridge.hub")
MOST_ATTEMPTS = 12
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 4 * 3600 * 1000
"""Twelve attempts with waits of 1, 2, 4 … 240 minutes take most of a day."""
SERVER_WAIT_MS = 300_000
"""While the server cannot be used at all, mail waits without an attempt being counted."""
TIMEOUT_S = 30
BATCH = 20
REFUSED_FOR_GOOD = 500
"""SMTP answers from here on will not change by trying again."""


class Unsendable(Exception):
    """This letter can never go out."""


class MailSender:
    """Works the e-mail part of the outbox. Call `step` from one thread."""

    def __init__(self, database: Database, clock: Clock, settings: MailSettings) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings

    def step(self) -> int:
        """Send what is due; returns how many letters left. No transaction is open meanwhile."""
        with self._database.read() as connection:
            waiting = outbox.due(connection, outbox.EMAIL, self._clock.now(), BATCH)
        if not waiting:
            return 0
        sent, reached = 0, False
        try:
            with self._line() as line:
                reached = True
                for row in waiting:
                    sent += self._send(line, row)
        except (OSError, smtplib.SMTPException, KnownError) as error:
            _LOG.warning("mail waits: %s", _in_short(error))
            if not reached:
                self._postpone(waiting, _in_short(error))
        return sent

    def _send(self, line: smtplib.SMTP, row: Any) -> bool:
        try:
            with self._database.read() as connection:
                if not outbox.is_queued(connection, row.outbox_id):
                    return False
                message = _message(connection, row, self._settings.sender)
            if message is None:
                # The sale is on its way in another push, or in quarantine.
                self._put_off(row, "sale_not_here")
                return False
            # Written before it goes out: were the disk full after it, it would go out again and again.
            self._later(row, "sending")
            line.send_message(message)
        except Unsendable as error:
            self._give_up(row, str(error))
        except smtplib.SMTPNotSupportedError:
            self._give_up(row, "address_not_supported")
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=0)
            self._refused(row, code)
        except smtplib.SMTPResponseException as error:
            self._refused(row, error.smtp_code)
        except (OSError, smtplib.SMTPException) as error:
            # The line broke. Should this letter do that each time, those behind it go out while it waits.
            self._put_off(row, _in_short(error))
            raise
        else:
            with self._database.write() as connection:
                outbox.close(connection, row, outbox.SENT, self._clock.now(), row.attempts + 1)
            return True
        return False

    def _refused(self, row: Any, code: int) -> None:
        # The server's own words may repeat the address: they go nowhere.
        if code >= REFUSED_FOR_GOOD:
            self._give_up(row, f"smtp_{code}")
        else:
            self._put_off(row, f"smtp_{code}")

    def _put_off(self, row: Any, error: str) -> None:
        if row.attempts + 1 >= MOST_ATTEMPTS:
            self._give_up(row, error)
        else:
            self._later(row, error)

    def _later(self, row: Any, error: str) -> None:
        wait = min(FIRST_WAIT_MS * 2**row.attempts, LONGEST_WAIT_MS)
        with self._database.write() as connection:
            outbox.later(connection, row.outbox_id, self._clock.now() + wait, error, row.attempts + 1)

    def _postpone(self, rows: Any, error: str) -> None:
        """The server could not be used at all."""
        due_at = self._clock.now() + SERVER_WAIT_MS
        with self._database.write() as connection:
            for row in rows:
                outbox.later(connection, row.outbox_id, due_at, error, row.attempts)

    def _give_up(self, row: Any, error: str) -> None:
        now = self._clock.now()
        with self._database.write() as connection:
            give_up(connection, row, error, row.attempts + 1, now)

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """A line to the server, signed in; certificates are checked as a browser does."""
        settings, context = self._settings, ssl.create_default_context()
        where = (settings.host, settings.port)
        plain: smtplib.SMTP = (
            smtplib.SMTP_SSL(*where, timeout=TIMEOUT_S, context=context)
            if settings.encryption == "tls"
            else smtplib.SMTP(*where, timeout=TIMEOUT_S)
        )
        with plain as line:
            if settings.encryption == "starttls":
                line.starttls(context=context)
            if settings.user:
                line.login(settings.user, settings.password())
            yield line


def give_up(connection: Connection, row: Any, error: str, attempts: int, now: int) -> None:
    """This letter is never sent: its address goes, and a person is told."""
    doubt = Doubt(
        kind="mail_dead",
        message="A receipt could not be sent by e-mail. The customer may ask for it again.",
        detail={"txn_id": row.subject_id, "error": error, "attempts": attempts},
    )
    outbox.close(connection, row, outbox.DEAD, now, attempts, error)
    tasks.raise_tasks(connection, [task_row(doubt, row.op_id, "", now)])


def _message(connection: Connection, row: Any, sender: str) -> EmailMessage | None:
    """The letter, or None while its sale is not at the hub. Raises `Unsendable`."""
    found = sales.find(connection, row.subject_id)
    if not found:
        return None
    op = journal.by_id(connection, found[0].op_id)
    store = stores.by_id(connection, found[0].store_id)
    if op is None or store is None:
        raise Unsendable("sale_incomplete")
    names = {one.operator_id: one.name for one in people.operators(connection, found[0].store_id)}
    try:
        sale = msgspec.json.decode(op.body, type=SaleCompleted)
        message = receipt_message(
            sale,
            store.profile,
            op.hash,
            names.get(sale.origin.operator_id, "-"),
            sender=sender,
            address=row.address,
            message_id=row.outbox_id,
            at=row.created_at,
        )
        message.as_bytes()
    except Exception as error:
        # Whatever an address or a sale does to the makers of letters, those behind it in the queue go out.
        raise Unsendable("letter_impossible") from error
    return message


def _in_short(error: Exception) -> str:
    if isinstance(error, KnownError):
        return error.code
    if isinstance(error, smtplib.SMTPResponseException):
        return f"smtp_{error.smtp_code}"
    return type(error).__name__
