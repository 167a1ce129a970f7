"""What screens can look up: the till's frame, tiles, price check, journal, prints, devices and sync."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos_app import commands as c
from pos_app import queries as q
from pos_app import views as v
from pos_app.commands import devices as d
from pos_app.dispatch import HANDLERS
from pos_app.views.devices import DeviceView
from pos_app.views.sync import SyncView
from retail.errors import RuleError
from retail.identifiers.check_digit import check_digit
from tests.fakes.counter import Counter, supervisor
from tests.fakes.shop import SUPERVISOR
from tests.fakes.store import open_terminal

MILK, BEER = "4006381333931", "012345678905"


@pytest.fixture
def bare(tmp_path: Path) -> Counter:
    """A terminal to which nothing has come from the hub yet."""
    open_terminal(tmp_path / "bare").close()
    return Counter(tmp_path / "bare", tmp_path / "till")


def test_the_window_opens_before_anything_came_from_the_hub(bare: Counter) -> None:
    till = bare.ask(q.ShowTill())
    assert (till.store_name, till.terminal_name, till.operator, till.sale) == ("", "", None, None)
    assert (till.languages, till.time_zone, till.item_count, till.auto_lock_s) == (("en",), "UTC", 0, 0)
    assert (till.language, till.scheme, till.text_scale) == ("en", "light", 1.0)
    assert bare.ask(q.ListOperators()) == ()
    assert bare.ask(q.ShowSession()) == v.SessionView(state=None)
    assert bare.ask(q.ListJournal()) == ()
    with pytest.raises(RuleError, match="have not arrived"):
        bare.ask(q.ListReasons(kind="discount"))
    bare.stand()
    assert bare.refused(c.Scan(raw=MILK)) == "not_configured"
    bare.close()


def test_the_frame_of_a_till_that_sells(counter: Counter) -> None:
    counter.ok(c.Scan(raw=MILK))
    till = counter.ask(q.ShowTill())
    assert (till.store_name, till.terminal_name, till.currency) == ("Laden am Park", "T2", "EUR")
    assert (till.languages, till.language) == (("de", "en"), "de")
    assert (till.item_count, till.unprinted, till.suspended_count, till.auto_lock_s) == (8, 0, 0, 300)
    assert till.sale is not None
    assert till.sale.total == 119
    assert till.session.state == "open"


def test_the_look_is_kept(counter: Counter) -> None:
    counter.ok(c.ChooseLook(language="en", scheme="dark", text_scale=1.5))
    counter.ok(c.ChooseLook(scheme="contrast"))
    counter.restart()
    till = counter.ask(q.ShowTill())
    assert (till.language, till.scheme, till.text_scale) == ("en", "contrast", 1.5)


def test_tiles_and_search(counter: Counter) -> None:
    categories = {one.name: one for one in counter.ask(q.ListCategories())}
    assert categories["Getränke"].count == 3
    assert len({one.colour for one in categories.values()}) == len(categories)
    tiles = counter.ask(q.CategoryItems(category="Getränke"))
    assert [one.name for one in tiles] == ["Cola 0,5 l", "Obstler", "Pils 0,5 l"]
    assert tiles[0].colour == categories["Getränke"].colour
    assert (tiles[0].price, tiles[0].identifier, tiles[2].age_limit) == (99, "4012345678901", 16)
    assert [one.sku for one in counter.ask(q.SearchItems(text="mil"))] == ["milk"]
    for text in ("", '"', "*", "NEAR(", "x" * 10_000):
        assert counter.ask(q.SearchItems(text=text)) == ()
    assert [one.name for one in counter.ask(q.ListDepartments())] == ["Verschiedenes"]


def test_a_price_check_sells_nothing(counter: Counter) -> None:
    view = counter.ask(q.CheckPrice(raw=BEER))
    assert view.item is not None
    assert (view.found, view.price, view.deposit, view.item.name) == (True, 129, 8, "Pils 0,5 l")
    assert counter.ask(q.CheckPrice(raw=f"205432101234{check_digit('205432101234')}")).price == 1234
    assert counter.ask(q.CheckPrice(raw="NEU-1")).price is None
    assert counter.ask(q.ShowTill()).sale is None


def test_payment_without_a_sale_has_no_answer(counter: Counter) -> None:
    with pytest.raises(RuleError):
        counter.ask(q.ShowPayment())


def test_the_journal_tells_the_day(counter: Counter) -> None:
    sold = counter.sale(c.Scan(raw=MILK)).txn_id
    counter.change(c.TenderCash(txn_id=sold, amount=200))
    counter.ok(c.MoveCash(move="paid_out", amount=500, approval=supervisor("window")))
    counter.ok(c.Scan(raw=MILK))
    counter.ok(c.SuspendSale())
    shown = [(one.kind, one.total, one.operator_name, one.receipt_no) for one in counter.entries()]
    assert shown == [
        ("sale.suspended", 119, "Ada", ""),
        ("cash.moved", 500, "Ada", ""),
        ("sale.completed", 119, "Ada", "S1-T2-000001"),
        ("session.opened", None, "Ada", ""),
    ]
    assert [one.detail for one in counter.entries()] == ["", "paid_out", "", ""]
    sale = counter.resume(counter.ask(q.ListSuspended())[0].txn_id)
    payment = counter.sale(c.TenderCash(txn_id=sale.txn_id, amount=50)).tenders[0].payment_id
    counter.ok(c.RemoveTender(txn_id=sale.txn_id, payment_id=payment))
    counter.ok(c.VoidSale())
    counter.ok(c.DeclareCount(counted=12_345))
    shown = [(one.kind, one.total, one.operator_name, one.receipt_no) for one in counter.entries()]
    assert [one[:2] for one in shown[:4]] == [
        ("session.counted", 12_345),
        ("sale.voided", 119),
        ("tender.removed", 50),
        ("sale.resumed", 119),
    ]
    newest = counter.entries()[4]
    assert newest.state == "waiting"
    older = counter.ask(q.ListJournal(before_seq=newest.seq, limit=2))
    assert [one.kind for one in older] == ["cash.moved", "sale.completed"]
    assert [one.txn_id for one in counter.ask(q.ListJournal(receipts_only=True))] == [sold]
    assert counter.ask(q.ListJournal(business_date="2020-01-01")) == ()


def save_printer(driver: str, **options: str) -> d.SaveDevice:
    return d.SaveDevice(device_id="printer", kind="printer", driver=driver, options=options)


def test_a_printer_is_set_up_only_with_options_that_work(counter: Counter) -> None:
    assert counter.ask(q.ShowDevices()).devices == ()
    assert counter.refused(save_printer("fake")) == "approval:devices"
    counter.stand(SUPERVISOR)
    assert counter.refused(save_printer("nobody")) == "driver_unknown"
    assert counter.refused(save_printer("fake", width="wide")) == "option_invalid"
    counter.nudges.names.clear()
    counter.ok(save_printer("fake", width="32"))
    assert counter.nudges.names == ["devices", "sync"]
    (device,) = counter.ask(q.ShowDevices()).devices
    assert (device.driver_name, device.options, device.state) == ("Paper in memory", {"width": "32"}, "none")
    counter.live.devices["printer"] = DeviceView(
        device_id="printer",
        kind="printer",
        driver="",
        driver_name="",
        options={},
        state="attention",
        code="paper_out",
        message="No paper.",
    )
    (device,) = counter.ask(q.ShowDevices()).devices
    assert (device.state, device.code, device.driver) == ("attention", "paper_out", "fake")


def test_a_test_print_shows_what_the_printer_can_do(counter: Counter) -> None:
    counter.stand(SUPERVISOR)
    counter.ok(save_printer("fake"))
    counter.ok(d.TestDevice())
    assert "ÄÖÜ äöü ß" in counter.paper()
    (view,) = counter.ask(q.ListPrintJobs())
    assert (view.kind, view.receipt_no, view.state) == ("test", "", "queued")


def test_sync_is_starting_until_it_says_more(counter: Counter) -> None:
    assert counter.ask(q.ShowSync()).state == "starting"
    counter.live.sync = SyncView(
        state="offline", waiting_ops=3, waiting_sales=2, oldest_at=1, last_contact_at=None
    )
    assert counter.ask(q.ShowSync()).waiting_sales == 2
    counter.nudges.names.clear()
    counter.ok(c.SyncNow())
    assert counter.nudges.names == ["sync"]


def test_every_query_has_an_answer_and_every_command_a_handler(counter: Counter) -> None:
    assert set(c.Command.__subclasses__()) == set(HANDLERS)
    assert set(q.Query.__subclasses__()) == set(counter.lookups._answers)


def test_a_bug_is_told_and_changes_nothing(counter: Counter, caplog: pytest.LogCaptureFixture) -> None:
    class Unheard(c.Command, frozen=True, kw_only=True):
        """A command without a handler."""

    counter.ok(c.Scan(raw=MILK))
    outcome = counter.send(Unheard())
    assert outcome.notice is not None
    assert (outcome.ok, outcome.notice.code, outcome.notice.tone) == (False, "bug", "negative")
    assert outcome.sale is not None
    assert outcome.sale.total == 119
    assert "Unheard failed" in caplog.text
