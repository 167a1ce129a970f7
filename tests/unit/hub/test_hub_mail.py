"""Receipts by e-mail over a real socket: sent once, tried again, given up for a person, or never sent."""

from __future__ import annotations

import email
import email.policy
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from sqlalchemy.exc import IntegrityError

from hub.bootstrap import Hub
from hub.mail_settings import MailSettings, mail_settings
from hub.services.mail import MOST_ATTEMPTS, MailSender
from hub.services.mail_thread import MailThread
from hub.services.terminal_service import TerminalService
from hub.store import outbox, stores, tasks
from retail.errors import RuleError
from tests.fakes.customer_ops import mailed, saved
from tests.fakes.smtp_server import SmtpServer
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import Journal

ADDRESS = "anna@example.org"
HOUR = 3_600_000
RIGHT = "open sesame"


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as running:
        yield running


@pytest.fixture
def sender(hub: Hub, clock: HandClock, server: SmtpServer) -> MailSender:
    return MailSender(hub.database, clock, settings_for(server.port))


def settings_for(port: int, **more: object) -> MailSettings:
    fields = {"host": "127.0.0.1", "port": port, "encryption": "none", "sender": "shop@shop.example"}
    return MailSettings(**(fields | more))  # type: ignore[arg-type]


def queue(service: TerminalService, journal: Journal, hub_gen: str, *addresses: str) -> None:
    """One sale, and its receipt to these addresses."""
    sale = journal.sale("milk")
    for address in addresses:
        mailed(journal, sale, address)
    done = len(journal.ops) - len(addresses) - 1
    reply = service.push(journal.push(hub_gen, *journal.ops[done:]))
    assert {result.status for result in reply.results} == {"applied"}


def states(hub: Hub) -> dict[str, int]:
    with hub.database.read() as connection:
        return outbox.counts(connection, outbox.EMAIL)


def open_tasks(hub: Hub) -> list[tuple[str, dict[str, object]]]:
    with hub.database.read() as connection:
        return [(task.kind, json.loads(task.detail)) for task in tasks.open_tasks(connection, 10)]


def addresses_left(hub: Hub) -> list[str]:
    with hub.database.read() as connection:
        found = [*connection.exec_driver_sql("SELECT address FROM outbox").scalars()]
        found += connection.exec_driver_sql("SELECT blob FROM personal").scalars()
    return [text for text in found if text]


def test_a_receipt_goes_out_once_as_text_and_html_and_its_address_is_forgotten(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, sender: MailSender, server: SmtpServer
) -> None:
    queue(service, journal, hub_gen, ADDRESS)
    assert (sender.step(), sender.step()) == (1, 0)
    ((recipient, text),) = server.letters
    assert recipient == ADDRESS
    letter = email.message_from_string(text, policy=email.policy.default)
    assert letter["To"] == ADDRESS and "shop@shop.example" in letter["From"]
    assert letter["Subject"] == "Beleg S1-T1-000001 – Kiezmarkt Linde"
    plain = cast(EmailMessage, letter.get_body(("plain",))).get_content()
    html = cast(EmailMessage, letter.get_body(("html",))).get_content()
    for part in (plain, html):
        assert "Kiezmarkt Linde" in part and "1,19" in part and "S1-T1-000001" in part
    assert "[CUT]" not in plain and "<script" not in html
    assert states(hub) == {"sent": 1} and addresses_left(hub) == []
    # The op comes again after a lost answer: nothing is sent twice.
    service.push(journal.push(hub_gen))
    assert sender.step() == 0 and len(server.letters) == 1


def test_names_of_goods_cannot_write_into_the_letter(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, sender: MailSender, server: SmtpServer
) -> None:
    sale = journal.sale("<script>alert(1)</script>\r\n.\r\nMAIL FROM")
    service.push(journal.push(hub_gen, sale, mailed(journal, sale, ADDRESS)))
    assert sender.step() == 1
    letter = email.message_from_string(server.letters[0][1], policy=email.policy.default)
    assert "<script" not in cast(EmailMessage, letter.get_body(("html",))).get_content()
    assert len(server.letters) == 1


def test_a_passing_refusal_is_tried_again_ever_later_and_given_up_for_a_person(
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
    clock: HandClock,
    sender: MailSender,
    server: SmtpServer,
) -> None:
    queue(service, journal, hub_gen, ADDRESS)
    server.answers["RCPT"] = ["450 busy"]
    assert sender.step() == 0 and states(hub) == {"queued": 1}
    assert sender.step() == 0  # not due yet
    clock.ms += 60_000
    server.answers["END"] = ["451 later"] * 20
    for _ in range(MOST_ATTEMPTS - 2):
        assert sender.step() == 0
        clock.ms += 5 * HOUR
    assert states(hub) == {"queued": 1} and open_tasks(hub) == []
    assert sender.step() == 0
    assert states(hub) == {"dead": 1} and addresses_left(hub) == []
    ((kind, detail),) = open_tasks(hub)
    assert (kind, detail["error"], detail["attempts"]) == ("mail_dead", "smtp_451", MOST_ATTEMPTS)
    assert ADDRESS not in json.dumps(detail)
    assert server.letters == []


@pytest.mark.parametrize(("word", "answer"), [("RCPT", "550 nobody here"), ("END", "554 spam")])
def test_a_refusal_for_good_is_given_up_at_once_and_blocks_no_other(
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
    sender: MailSender,
    server: SmtpServer,
    word: str,
    answer: str,
) -> None:
    server.answers[word] = [answer]
    queue(service, journal, hub_gen, "gone@example.org", ADDRESS)
    assert sender.step() == 1
    assert states(hub) == {"dead": 1, "sent": 1}
    assert len(server.letters) == 1


@pytest.mark.parametrize("word", ["CONNECT", "MAIL", "RCPT", "DATA", "END"])
def test_a_line_that_breaks_loses_nothing(
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
    clock: HandClock,
    sender: MailSender,
    server: SmtpServer,
    word: str,
) -> None:
    queue(service, journal, hub_gen, ADDRESS, "b@example.org")
    server.answers[word] = [SmtpServer.DROP]
    assert sender.step() == 0
    clock.ms += HOUR
    assert sender.step() == 2
    assert states(hub) == {"sent": 2}
    assert sorted(recipient for recipient, _ in server.letters) == [ADDRESS, "b@example.org"]


def test_a_server_that_is_away_and_a_password_that_is_wrong_keep_mail_waiting(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, clock: HandClock, tmp_path: Path
) -> None:
    queue(service, journal, hub_gen, ADDRESS)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        away = taken.getsockname()[1]
    assert MailSender(hub.database, clock, settings_for(away)).step() == 0
    clock.ms += HOUR
    with SmtpServer(password=RIGHT) as server:
        secret = tmp_path / "password"
        signed = settings_for(server.port, user="shop", password_file=secret)
        for content in (None, "wrong\n", f"{RIGHT}\n"):
            if content is not None:
                secret.write_text(content)
            assert MailSender(hub.database, clock, signed).step() == (1 if content == f"{RIGHT}\n" else 0)
            clock.ms += 5 * HOUR
        assert server.signed_in == ["shop", "shop"]
    assert states(hub) == {"sent": 1}


def test_mail_waits_for_its_sale_and_never_goes_to_who_was_erased(
    hub: Hub,
    service: TerminalService,
    journal: Journal,
    hub_gen: str,
    clock: HandClock,
    sender: MailSender,
    server: SmtpServer,
) -> None:
    elsewhere = Journal("other", journal.store_id).sale("milk")
    saved(journal, "anna", name="Anna")
    mailed(journal, elsewhere, ADDRESS, "anna")
    service.push(journal.push(hub_gen))
    assert sender.step() == 0 and states(hub) == {"queued": 1}
    hub.customers.erase("anna")
    clock.ms += HOUR
    assert sender.step() == 0
    assert states(hub) == {"erased": 1} and server.letters == [] and addresses_left(hub) == []


def test_an_address_does_not_wait_for_a_server_for_ever(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, clock: HandClock
) -> None:
    queue(service, journal, hub_gen, ADDRESS)
    clock.ms += 30 * 24 * HOUR
    hub.customers.forget_inactive()
    assert states(hub) == {"queued": 1}
    clock.ms += 1
    hub.customers.forget_inactive(dry_run=True)
    assert states(hub) == {"queued": 1}
    hub.customers.forget_inactive()
    assert states(hub) == {"dead": 1} and addresses_left(hub) == []
    assert [(kind, detail["error"]) for kind, detail in open_tasks(hub)] == [("mail_dead", "expired")]


def test_a_letter_that_cannot_be_made_is_given_up(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, sender: MailSender, server: SmtpServer
) -> None:
    queue(service, journal, hub_gen, ADDRESS, "ännä@example.org")
    assert sender.step() == 1  # the server knows no letters beyond ASCII in names
    assert states(hub) == {"dead": 1, "sent": 1}
    queue(service, journal, hub_gen, ADDRESS)
    with hub.database.write() as connection:
        connection.exec_driver_sql("UPDATE op SET body = '{}' WHERE kind = 'sale.completed'")
    assert sender.step() == 0
    assert states(hub) == {"dead": 2, "sent": 1}


ENCODED = "=?utf-8?q?a=0aBcc=3aeve?="
"""Unfolded it is two lines, of which the second names another reader."""


def test_no_text_brings_a_header_of_its_own(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, sender: MailSender, server: SmtpServer
) -> None:
    with hub.database.write() as connection:
        (record,) = stores.every(connection)
        stores.put(connection, replace(record, profile=replace(record.profile, name=ENCODED)))
    body = replace(journal.sale_body("milk"), receipt_no=ENCODED)
    sale = journal.add("sale.completed", body)
    service.push(journal.push(hub_gen, sale, mailed(journal, sale, ADDRESS)))
    bad = service.push(journal.push(hub_gen, mailed(journal, sale, f"{ENCODED}@example.org")))
    assert [one.code for one in bad.results] == ["email_invalid"]
    assert sender.step() == 1
    letter = email.message_from_string(server.letters[0][1], policy=email.policy.default)
    assert "Bcc" not in letter and "From" in letter


def test_a_letter_that_breaks_its_makers_holds_up_no_other(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, sender: MailSender, server: SmtpServer
) -> None:
    queue(service, journal, hub_gen, "first@example.org", ADDRESS)
    with hub.database.write() as connection:
        connection.exec_driver_sql("UPDATE outbox SET address = '=?utf-8?q?@?=.cc' WHERE address LIKE 'f%'")
    assert sender.step() == 1
    assert states(hub) == {"dead": 1, "sent": 1}


def test_what_cannot_be_written_down_is_not_sent_again_and_again(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, clock: HandClock, sender: MailSender,
    server: SmtpServer,
) -> None:  # fmt: skip
    queue(service, journal, hub_gen, ADDRESS)
    with hub.database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN new.state = 'sent' "
            "BEGIN SELECT RAISE(FAIL, 'full'); END"
        )
    for _ in range(5):
        with suppress(IntegrityError):
            sender.step()
    assert len(server.letters) == 1
    with hub.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")
    clock.ms += HOUR
    assert (sender.step(), states(hub)) == (1, {"sent": 1})


def test_mail_outlives_a_server_that_is_down_for_days(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, clock: HandClock, server: SmtpServer
) -> None:
    queue(service, journal, hub_gen, ADDRESS)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        away = taken.getsockname()[1]
    nobody = MailSender(hub.database, clock, settings_for(away))
    for _ in range(3 * MOST_ATTEMPTS):
        assert nobody.step() == 0
        clock.ms += 5 * HOUR
    assert (states(hub), open_tasks(hub)) == ({"queued": 1}, [])
    server.answers["RCPT"] = ["450 who are you"]
    there = MailSender(hub.database, clock, settings_for(server.port))
    assert there.step() == 0
    clock.ms += HOUR
    assert there.step() == 1


def test_a_letter_that_breaks_the_line_holds_up_no_other(
    hub: Hub, service: TerminalService, journal: Journal, hub_gen: str, sender: MailSender, server: SmtpServer
) -> None:
    queue(service, journal, hub_gen, "poison@example.org", ADDRESS)
    server.answers["DATA"] = [SmtpServer.DROP]
    assert sender.step() == 0
    assert sender.step() == 1
    assert states(hub) == {"queued": 1, "sent": 1}


def test_the_thread_goes_on_after_an_error_and_ends_when_told() -> None:
    done = threading.Event()
    steps: list[int] = []

    def step() -> int:
        steps.append(len(steps))
        if len(steps) == 1:
            raise OSError("the disk is full")
        if len(steps) == 2:
            return 3
        done.set()
        return 0

    thread = MailThread(step, every_s=0.001)
    thread.start()
    assert done.wait(60)
    thread.stop()
    assert steps[:3] == [0, 1, 2]


def test_the_server_is_named_in_the_environment() -> None:
    given = {"TILLBRIDGE_SMTP_HOST": "mail.example", "TILLBRIDGE_SMTP_FROM": "Shop <shop@shop.example>"}
    found = mail_settings(given | {"PATH": "/bin"})
    assert found == MailSettings(host="mail.example", port=587, sender="Shop <shop@shop.example>")
    assert found.password() == ""
    assert mail_settings({}) is None
    full = mail_settings(given | {
        "TILLBRIDGE_SMTP_PORT": "2525", "TILLBRIDGE_SMTP_TLS": "tls",
        "TILLBRIDGE_SMTP_USER": "shop", "TILLBRIDGE_SMTP_PASSWORD_FILE": "secret",
    })  # fmt: skip
    assert full is not None
    assert (full.port, full.encryption, full.user, full.password_file) == (
        2525,
        "tls",
        "shop",
        Path("secret"),
    )
    for name, text in (("TLS", "ssl3"), ("TLS", "none"), ("PORT", "0"), ("PORT", "x"), ("FROM", "nobody")):
        with pytest.raises(RuleError):
            mail_settings(given | {f"TILLBRIDGE_SMTP_{name}": text})
