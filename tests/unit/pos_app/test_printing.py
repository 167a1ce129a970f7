"""The print queue: drawer first, tried again by itself, unsure rather than twice, alive whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from pos_app.drawer_thread import DRAWER_WAIT_MS
from pos_app.ports.devices import DeviceHealth, HealthState, JobRefused, JobUnconfirmed, ReceiptPrinter
from pos_app.printing import TOO_OLD_MS
from retail.cart_slips import link_slip
from tests.fakes.print_queue import AWAY, WAIT_S, Buggy, Queue, Unconfirming, Waiting
from tests.fakes.shop import BERLIN


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    """A queue that is not printing yet."""
    one = Queue(tmp_path / "till")
    yield one
    one.close()


def test_the_drawer_opens_before_the_paper_moves(queue: Queue) -> None:
    queue.start()
    queue.add("a")
    queue.wait_state("a", "printed")
    assert queue.paper_printer.happened == ["drawer", "a"]
    assert queue.job("a").attempts == 1
    queue.add("b", drawer=False)
    queue.wait_state("b", "printed")
    assert queue.paper_printer.happened == ["drawer", "a", "b"]


def test_a_no_sale_opens_the_drawer_and_moves_no_paper(queue: Queue) -> None:
    queue.start()
    queue.add("kick", blank=True)
    queue.wait_state("kick", "printed")
    assert (queue.paper_printer.happened, queue.paper_printer.papers) == (["drawer"], [])


def test_without_paper_every_sale_still_gets_its_drawer_and_later_its_receipt(queue: Queue) -> None:
    queue.paper_printer.paper = False
    queue.start()
    queue.add("a")
    queue.wait_shown("attention", "paper_out")
    queue.add("b")
    queue.add("kick", blank=True)
    queue.wait(lambda: queue.paper_printer.drawer_kicks == 3)
    queue.wait(lambda: queue.job("a").attempts >= 2)
    assert [queue.job(name).state for name in ("b", "kick")] == ["queued", "queued"]
    queue.paper_printer.paper = True
    queue.nudge()
    queue.wait_state("kick", "printed")
    assert queue.paper_printer.happened == ["drawer", "drawer", "drawer", "a", "b"]


def test_a_drawer_that_could_not_be_reached_opens_soon_after_or_not_at_all(queue: Queue) -> None:
    queue.paper_printer.fail(AWAY)
    queue.start()
    queue.add("a")
    queue.wait_shown("lost", "unreachable")
    queue.paper_printer.fail(None)
    queue.nudge()
    queue.wait_state("a", "printed")
    assert queue.paper_printer.drawer_kicks == 1
    queue.paper_printer.fail(AWAY)
    queue.add("b")
    queue.wait(lambda: queue.job("b").error == "unreachable")
    assert queue.job("b").attempts == 0
    queue.clock.pass_ms(DRAWER_WAIT_MS)
    queue.wait(lambda: queue.job("b").attempts >= 1)
    queue.paper_printer.fail(None)
    queue.nudge()
    queue.wait_state("b", "printed")
    assert queue.paper_printer.drawer_kicks == 1


def test_what_was_never_confirmed_is_unsure_and_not_printed_again(queue: Queue) -> None:
    queue.paper_printer.fail(JobUnconfirmed("line_lost", "The line dropped in the middle."))
    queue.start()
    queue.add("a")
    queue.wait_state("a", "unsure")
    queue.paper_printer.fail(None)
    queue.add("b")
    queue.wait_state("b", "printed")
    assert (queue.job("a").state, queue.job("a").error) == ("unsure", "line_lost")
    assert [paper.count("paper a") for paper in queue.paper_printer.papers] == [1, 0]


def test_what_the_printer_cannot_print_holds_up_nothing(queue: Queue) -> None:
    queue.paper_printer.fail(JobRefused("qr_not_printable", "The QR code holds too much."))
    queue.start()
    queue.add("a")
    queue.wait_state("a", "failed")
    queue.paper_printer.fail(None)
    queue.add("b")
    queue.wait_state("b", "printed")
    assert queue.job("a").error == "qr_not_printable"


def test_without_a_printer_a_receipt_fails_and_can_be_tried_when_there_is_one(queue: Queue) -> None:
    printer, queue.printer = queue.printer, None
    queue.start()
    queue.add("a")
    queue.wait_state("a", "failed")
    assert queue.job("a").error == "no_printer"
    queue.wait_shown("none", "no_printer")
    queue.printer = printer
    assert queue.service is not None
    queue.service.reload()
    queue.wait_shown("ready", "")
    queue.mark("a", "queued")
    queue.nudge()
    queue.wait_state("a", "printed")


def test_in_a_shop_without_a_printer_receipts_do_not_pile_up(queue: Queue) -> None:
    """They are printed from the journal; with a printer that is set up wrongly they wait."""
    queue.printer = None
    queue.start()
    queue.add("a", txn_id="sale-1")
    queue.wait_state("a", "dropped")
    queue.printer = cast(ReceiptPrinter, "no printer at all")
    assert queue.service is not None
    queue.service.reload()
    queue.wait_shown("lost", "option_invalid")
    queue.add("b", txn_id="sale-2")
    queue.wait_state("b", "failed")
    assert queue.shown[-1].code == "option_invalid"


def test_a_receipt_tried_again_long_after_its_sale_leaves_the_drawer_shut(queue: Queue) -> None:
    printer, queue.printer = queue.printer, cast(ReceiptPrinter, "no printer at all")
    queue.start()
    queue.add("a")
    queue.wait_state("a", "failed")
    queue.printer = printer
    assert queue.service is not None
    queue.service.reload()
    queue.wait_shown("ready", "")
    queue.clock.pass_ms(DRAWER_WAIT_MS)
    queue.mark("a", "queued")
    queue.nudge()
    queue.wait_state("a", "printed")
    assert queue.paper_printer.drawer_kicks == 0


def test_an_entry_that_cannot_be_built_is_shown_and_mended(queue: Queue) -> None:
    printer, queue.printer = queue.printer, cast(ReceiptPrinter, "no printer at all")
    queue.start()
    queue.wait_shown("lost", "option_invalid")
    queue.printer = printer
    assert queue.service is not None
    queue.service.reload()
    queue.add("a")
    queue.wait_state("a", "printed")
    queue.service.reload()
    queue.wait(lambda: queue.built == 3)  # the old one is closed before the new one is built
    assert queue.paper_printer.closed


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("ready", "ready"),
        ("unknown", "ready"),
        ("attention", "attention"),
        ("not_ready", "attention"),
        ("unreachable", "lost"),
    ],
)
def test_an_idle_printer_is_asked_how_it_is(queue: Queue, state: HealthState, shown: str) -> None:
    queue.paper_printer.set_health(DeviceHealth(state=state, code="as_it_is"))
    queue.start()
    queue.wait_shown(shown, "" if state == "ready" else "as_it_is")


# --- after a restart --------------------------------------------------------------------------------------


def test_paper_put_in_is_soon_seen_without_a_print(queue: Queue) -> None:
    queue.paper_printer.set_health(DeviceHealth(state="not_ready", code="paper_out"))
    queue.start()
    queue.wait_shown("attention", "paper_out")
    queue.paper_printer.set_health(DeviceHealth(state="ready", code="ready"))
    queue.wait_shown("ready", "")


def test_what_was_printing_when_the_program_ended_is_unsure(queue: Queue) -> None:
    queue.add("under way")
    queue.mark("under way", "printing")
    queue.start()
    queue.wait_state("under way", "unsure")
    queue.add("next")
    queue.wait_state("next", "printed")
    assert queue.job("under way").error == "print_interrupted"
    assert len(queue.paper_printer.papers) == 1


def test_what_waited_a_moment_is_printed_without_opening_the_drawer_and_what_is_old_is_not(
    queue: Queue,
) -> None:
    queue.add("old", age_ms=TOO_OLD_MS + 1)
    queue.add("young", age_ms=TOO_OLD_MS)
    queue.start()
    queue.wait_state("young", "printed")
    assert (queue.job("old").state, queue.job("old").error) == ("failed", "print_too_old")
    assert queue.paper_printer.happened == ["young"]


def test_the_link_to_a_cart_is_forgotten_once_it_is_printed_and_at_the_next_start(queue: Queue) -> None:
    link = link_slip("https://hub/cart#id.secret", 0, "EUR", BERLIN.profile, "old link")
    queue.add_document(link)
    queue.start()
    queue.wait_state("old link", "dropped")
    assert queue.job("old link").document.blocks == ()
    queue.add_document(replace(link, document_id="new link"))
    queue.wait_state("new link", "printed")
    assert queue.job("new link").document.blocks == ()
    assert queue.paper_printer.happened == ["new link"]
    assert "hub/cart#id.secret" in queue.paper_printer.papers[0]


# --- faults -----------------------------------------------------------------------------------------------


def test_a_full_disk_stops_printing_only_as_long_as_it_is_full(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    queue.add("a", drawer=False)
    queue.store.full_for = 3
    queue.start()
    queue.wait_state("a", "printed")
    assert queue.paper_printer.happened == ["a"]
    assert caplog.text.count("it tries again") == 3


def test_a_bug_in_a_driver_does_not_end_the_print_thread(
    queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    buggy = queue.printer = Buggy()
    queue.start()
    queue.add("a")
    queue.nudge()
    queue.wait_state("a", "unsure")
    assert queue.job("a").error == "printer_bug"
    buggy.broken = False
    queue.add("b")
    queue.wait_state("b", "printed")
    assert "the printer driver failed" in caplog.text


def test_the_end_gives_a_job_back_that_has_not_begun(queue: Queue) -> None:
    waiting = queue.printer = Waiting()
    queue.start()
    queue.add("a")
    assert waiting.holding.wait(WAIT_S)
    assert queue.service is not None
    queue.service.stop()
    assert (queue.job("a").state, queue.job("a").error) == ("queued", "job_cancelled")


def test_the_end_waits_for_no_drawer(queue: Queue) -> None:
    silent = queue.printer = Unconfirming()
    queue.start()
    queue.add("a")
    assert silent.holding.wait(WAIT_S)
    assert queue.service is not None
    queue.service.stop()
    assert silent.let_go.is_set()
    assert "device:printer" not in {one.name for one in threading.enumerate()}


def test_beside_a_drawer_of_its_own_the_printers_is_left_alone(queue: Queue) -> None:
    queue.own_drawer = True
    queue.start()
    queue.add("a")
    queue.add("b", blank=True)
    queue.add("c", drawer=False)
    queue.wait_state("c", "printed")
    assert queue.job("b").state == "printed"
    assert queue.paper_printer.drawer_kicks == 0


def test_beside_a_drawer_of_its_own_a_no_sale_needs_no_printer(queue: Queue) -> None:
    queue.own_drawer = True
    queue.printer = None
    queue.start()
    queue.add("a", txn_id="t")
    queue.add("b", blank=True)
    queue.wait_state("a", "dropped")
    queue.wait_state("b", "printed")
