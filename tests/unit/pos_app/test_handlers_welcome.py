"""After a power cut the first person is told once where the till stood."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app.handlers.welcome import PAPER
from pos_app.ports.store import PrintState
from pos_app.views import Notice
from tests.fakes.counter import Counter
from tests.fakes.shop import BERLIN, CASHIER, PINS
from tests.fakes.store import load_config

MILK = "4006381333931"
ADA = c.SignIn(operator_id="ada", pin=PINS["ada"])
STATES: dict[PrintState, str] = {
    "queued": "last_sale_waiting",
    "printing": "last_sale_unsure",
    "unsure": "last_sale_unsure",
    "failed": "last_sale_unprinted",
    "dropped": "last_sale_unprinted",
    "printed": "last_sale_printed",
}


def sold(counter: Counter) -> None:
    """A sale with change due."""
    counter.change(c.TenderCash(txn_id=counter.sale(c.Scan(raw=MILK)).txn_id, amount=500))


def told(counter: Counter) -> Notice:
    """What the first person is told after a power cut."""
    counter.restart()
    notice = counter.ok(ADA).notice
    assert notice is not None
    return notice


def test_an_open_sale_is_back(counter: Counter) -> None:
    sold(counter)
    counter.ok(c.Scan(raw=MILK))
    notice = told(counter)
    assert (notice.code, notice.params) == ("sale_is_back", {"total": "1,19\N{NO-BREAK SPACE}€"})


def test_amounts_are_written_as_who_signs_in_reads_them(counter: Counter) -> None:
    scopes = (f"terminal:{BERLIN.terminal.terminal_id}", f"config:{BERLIN.profile.store_id}")
    for scope in scopes:
        counter.local.replica.reset(scope, "feed-2")
    load_config(counter.local, BERLIN, (replace(CASHIER, language="en"),), epoch="feed-2")
    counter.ok(c.Scan(raw=MILK))
    assert told(counter).params == {"total": "€1.19"}


@pytest.mark.parametrize("state", STATES)
def test_the_last_sale_says_its_change_and_where_its_paper_is(counter: Counter, state: PrintState) -> None:
    sold(counter)
    job_id = counter.jobs()[-1].job_id
    with counter.local.store.write() as uow:
        uow.print_jobs.mark(job_id, state)
    notice = told(counter)
    assert notice.code == STATES[state]
    assert notice.params == {"number": "S1-T2-000001", "change": "3,81\N{NO-BREAK SPACE}€"}


def test_every_state_of_a_print_has_its_words() -> None:
    assert set(PAPER) == set(STATES)


def test_the_screens_language_writes_the_amount(counter: Counter) -> None:
    counter.ok(c.ChooseLook(language="en"))
    sold(counter)
    assert told(counter).params["change"] == "€3.81"


def test_it_is_said_once(counter: Counter) -> None:
    sold(counter)
    told(counter)
    counter.ok(c.SignOut())
    assert counter.ok(ADA).notice is None


def test_what_is_long_ago_or_of_a_closed_session_is_not_told(counter: Counter) -> None:
    counter.restart()
    assert counter.ok(ADA).notice is None
    sold(counter)
    counter.clock.pass_ms(600_000)
    counter.restart()
    assert counter.ok(ADA).notice is None
    sold(counter)
    counter.ok(c.DeclareCount(counted=20_238))
    counter.ok(c.CloseSession())
    counter.restart()
    assert counter.ok(ADA).notice is None


def test_a_wrong_pin_is_told_nothing(counter: Counter) -> None:
    sold(counter)
    counter.restart()
    assert counter.refused(c.SignIn(operator_id="ada", pin="000000")) == "wrong_pin"
    assert counter.ok(ADA).notice is not None
