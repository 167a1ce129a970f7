"""What a cashier does all day, drawn from a seed: sales, returns, voids, parked sales, deliveries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from pos_app import commands as c
from pos_app.commands import customers as cc
from pos_app.commands import loyalty as cl
from pos_app.commands import returns as cr
from pos_app.commands import stock as cs
from pos_app.queries import ListPrintJobs, ListSuspended, ShowPayment, ShowTill
from pos_app.queries.customers import FindCustomers
from pos_app.queries.returns import FindReceipts, ShowReturnable
from pos_app.queries.stock import StockOf
from pos_app.views import Outcome, SaleView
from proof.chaos.counter import POLL_S, Counter
from proof.chaos.store import GOODS, PLENTY, SCARCE

_SCARCE_SHARE = 0.15
_CUSTOMER_SHARE = 0.3
_MOST_LINES = 4
_IN_A_HURRY = 0.25
_PATIENCE_S = 3.5
_FAMILY = "Chaos"


class Cashier:
    """Works one till. The same seed draws the same acts; what they come to depends on the time of day."""

    def __init__(self, counter: Counter, chance: random.Random) -> None:
        self._counter = counter
        self._chance = chance
        self._acts: dict[Callable[[], None], int] = {
            self._sell: 60,
            self._sell_and_void_a_line: 6,
            self._void: 4,
            self._park: 7,
            self._take_back: 8,
            self._post_void: 4,
            self._deliver: 10,
            self._reprint: 3,
        }

    def act(self) -> None:
        """One customer, or one chore; first what an earlier life of this till left behind."""
        if not self._begin():
            self._chance.choices(list(self._acts), list(self._acts.values()))[0]()
        self.print_unsure()

    def _begin(self) -> bool:
        """Open a session where there is none; finish the sale that was open when the plug was pulled."""
        till = self._counter.ask(ShowTill())
        if till.session.state is None:
            self._counter.send(c.OpenSession(opening_float=10_000))
        if till.sale is None:
            return False
        self._pay(till.sale)
        return True

    def print_unsure(self) -> None:
        """Have printed again what may not be on paper whole: as a duplicate, as a cashier would."""
        for job in self._counter.ask(ListPrintJobs()):
            if job.state in ("unsure", "failed"):
                self._counter.send(c.RetryPrint(job_id=job.job_id))

    # --- sales ------------------------------------------------------------------------------------------

    def _sell(self) -> None:
        sale = self._scan(self._chance.randint(1, _MOST_LINES))
        if sale is not None and self._chance.random() < _CUSTOMER_SHARE:
            sale = self._attach(sale)
        self._pay(sale)

    def _scan(self, lines: int) -> SaleView | None:
        outcome: Outcome | None = None
        for _ in range(lines):
            scarce = self._chance.random() < _SCARCE_SHARE
            sku = self._chance.choice(SCARCE if scarce else PLENTY)
            outcome = self._counter.send(
                c.Scan(raw=GOODS[sku], quantity=1000 * self._chance.choice((1, 1, 1, 2)))
            )
        return outcome.sale if outcome else None

    def _attach(self, sale: SaleView) -> SaleView:
        known = self._counter.ask(FindCustomers(text=_FAMILY))
        if not known or self._chance.random() < 0.3:  # noqa: PLR2004 - a share of new customers
            phone = f"+49 30 {self._chance.randrange(10**7):07d}"
            named = f"{self._chance.choice('ABCDEFGH')}. {_FAMILY}"
            made = self._counter.send(cc.CreateCustomer(name=named, phone=phone))
            return made.sale or sale
        who = self._chance.choice(known).customer_id
        return self._counter.send(cc.AttachCustomer(customer_id=who)).sale or sale

    def _pay(self, sale: SaleView | None) -> None:
        """By cash, by card or by both; points now and then. Money goes back in cash."""
        if sale is None or not any(not line.voided for line in sale.lines):
            if sale is not None:
                self._counter.send(c.VoidSale())
            return
        txn_id = sale.txn_id
        self._wait_for_rights()
        draw = self._chance.random()
        if sale.customer and sale.customer.points > 10 and draw < 0.2:  # noqa: PLR2004 - a share
            # Asks the hub; whoever waits too long pays with something else.
            self._counter.send(cl.TenderPoints(txn_id=txn_id))
            if self._gone(txn_id):
                return
        due = self._counter.ask(ShowPayment())
        if due.remaining > 1 and draw < 0.6:  # noqa: PLR2004 - a share
            part = due.remaining if draw < 0.4 else due.remaining // 2  # noqa: PLR2004 - a share
            self._counter.send(c.TenderCard(txn_id=txn_id, amount=part, brand="girocard", last4="0042"))
            if self._gone(txn_id):
                return
        self._settle(txn_id)

    def _wait_for_rights(self) -> None:
        """The hub is asked about last units; most cashiers wait for its answer, some are in a hurry."""
        if self._chance.random() < _IN_A_HURRY:
            return
        deadline = time.monotonic() + _PATIENCE_S
        while (sale := self._counter.ask(ShowTill()).sale) and time.monotonic() < deadline:
            if not any(line.stock_notice and line.stock_notice.code == "right_asked" for line in sale.lines):
                return
            time.sleep(POLL_S)

    def _settle(self, txn_id: str) -> None:
        """The rest in cash; points that paid go back as points first. What cannot be settled is voided."""
        if not self._settled(txn_id):
            self._counter.send(cl.TenderPoints(txn_id=txn_id))
            if not self._gone(txn_id) and not self._settled(txn_id):
                self._counter.send(c.VoidSale())

    def _settled(self, txn_id: str) -> bool:
        due = self._counter.ask(ShowPayment())
        if due.give_back or due.remaining < 0:
            return self._counter.send(c.TenderCash(txn_id=txn_id, amount=-due.cash_give_back)).ok
        if due.remaining == 0:
            return self._counter.send(c.FinishSale(txn_id=txn_id)).ok
        return self._counter.send(c.TenderCash(txn_id=txn_id, amount=due.cash_remaining)).ok

    def _gone(self, txn_id: str) -> bool:
        """Whether this sale is no longer open."""
        sale = self._counter.ask(ShowTill()).sale
        return sale is None or sale.txn_id != txn_id

    # --- all the rest -----------------------------------------------------------------------------------

    def _sell_and_void_a_line(self) -> None:
        sale = self._scan(2)
        if sale is not None:
            line = self._chance.choice(sale.lines)
            sale = self._counter.send(c.VoidLine(line_id=line.line_id)).sale or sale
        self._pay(sale)

    def _void(self) -> None:
        if self._scan(2) is not None:
            self._counter.send(c.VoidSale())

    def _park(self) -> None:
        """Park a sale, serve somebody else, and take back whichever lies there longest."""
        if self._scan(2) is not None:
            self._counter.send(c.SuspendSale(note="wallet in the car"))
        self._sell()
        if parked := self._counter.ask(ListSuspended()):
            self._pay(self._counter.send(c.ResumeSale(txn_id=parked[0].txn_id)).sale)

    def _take_back(self) -> None:
        """Goods of a receipt of any till come back; sometimes something is bought with it."""
        found = [one for one in self._counter.ask(FindReceipts()) if not one.reversed and one.total > 0]
        if not found:
            return
        txn_id = self._chance.choice(found).txn_id
        lines = [one for one in self._counter.ask(ShowReturnable(txn_id=txn_id)).lines if one.left > 0]
        if not lines:
            return
        pick = cr.ReturnPick(line_id=self._chance.choice(lines).line_id, quantity=1000)
        outcome = self._counter.send(cr.ReturnLines(txn_id=txn_id, picks=(pick,)))
        if not outcome.ok:
            return
        bought = self._scan(1) if self._chance.random() < 0.3 else None  # noqa: PLR2004 - a share
        self._pay(bought or outcome.sale)

    def _post_void(self) -> None:
        """Cancel one of this till's newest sales."""
        for one in self._counter.ask(FindReceipts(limit=5)):
            if not one.reversed and one.total > 0:
                self._counter.send(c.PostVoid(txn_id=one.txn_id))
                return

    def _deliver(self) -> None:
        """A few of what is scarcest come in."""
        document_id = self._counter.send(cs.BeginStockDocument(kind="receive")).document_id
        if document_id:
            known = {sku: self._counter.ask(StockOf(sku=sku)).available for sku in SCARCE}
            for sku in sorted(SCARCE, key=known.__getitem__)[:2]:
                wanted = 1000 * self._chance.choice((1, 2)) - min(0, known[sku])
                self._counter.send(cs.ScanStock(document_id=document_id, raw=GOODS[sku], quantity=wanted))
            self._counter.send(cs.PostStockDocument(document_id=document_id))

    def _reprint(self) -> None:
        for one in self._counter.ask(FindReceipts(limit=3)):
            self._counter.send(c.Reprint(txn_id=one.txn_id))
            return
