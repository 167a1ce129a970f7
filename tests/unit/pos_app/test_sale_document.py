"""The tables of docs/algorithms/sale.md are what the program does: performed on a till with real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pos_app import commands as c
from pos_app.queries import ShowPayment, ShowTill
from pos_app.session_totals import session_totals
from pos_app.views import LineView, Outcome, SaleView
from retail.money import amount_text, parse_amount
from retail.report import SessionTotals
from retail.session import SESSION_STATES, CashMoveKind
from retail.transaction import TRANSACTION_STATES
from tests.fakes.counter import Counter, supervisor

DOCUMENT = Path(__file__).parents[3] / "docs" / "algorithms" / "sale.md"
CODES = {"milk": "4006381333931", "cola": "4012345678901"}
NAMES = {"Milch 1 l": "milk", "Cola 0,5 l": "cola", "Äpfel": "apples"}


def tables(*header: str) -> list[list[list[str]]]:
    """All tables with this header, as rows of cells."""
    found: list[list[list[str]]] = []
    inside = False
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if cells == list(header):
            inside = True
            found.append([])
        elif inside and cells and not set(cells[0]) <= set("-:"):
            found[-1].append(cells)
        elif not cells:
            inside = False
    return found


def minor(text: str) -> int:
    """An amount of the document."""
    return parse_amount(text.replace("−", "-"), "EUR")


def text(amount: int) -> str:
    """An amount as the document writes it."""
    return amount_text(amount, "EUR").replace("-", "−")


def test_the_state_tables() -> None:
    for rows, machine in zip(
        tables("state", "event", "then"), (TRANSACTION_STATES, SESSION_STATES), strict=True
    ):
        assert {(state, event): then for state, event, then in rows} == machine.transitions


# --- the sale ---------------------------------------------------------------------------------------------


def line_of(sale: SaleView, name: str) -> str:
    """The first line of these goods."""
    return next(line.line_id for line in sale.lines if NAMES[line.name] == name and line.kind == "sale")


def command(words: list[str], sale: SaleView | None) -> c.Command:
    """The command that an act of the document means."""
    match words:
        case ["scan", name]:
            return c.Scan(raw=CODES[name])
        case ["scan", count, "×", name]:
            return c.Scan(raw=CODES[name], quantity=int(count) * 1000)
        case ["weigh", name, weight]:
            return c.AddItem(sku=name, quantity=int(weight.replace(".", "")))
        case ["undo"]:
            return c.UndoVoid()
    assert sale is not None
    return change_to(sale, words)


def change_to(sale: SaleView, words: list[str]) -> c.Command:
    """The command that changes or pays an open sale."""
    match words:
        case ["discount", "sale", amount]:
            return c.DiscountSale(amount=minor(amount))
        case ["discount", name, percent, "%"]:
            return c.DiscountLine(line_id=line_of(sale, name), percent=percent)
        case ["void", name]:
            return c.VoidLine(line_id=line_of(sale, name))
        case ["quantity", name, count]:
            return c.SetQuantity(line_id=line_of(sale, name), quantity=int(count) * 1000)
        case ["pay", "card", amount]:
            return c.TenderCard(txn_id=sale.txn_id, amount=minor(amount))
        case ["pay", "cash", amount]:
            return c.TenderCash(txn_id=sale.txn_id, amount=minor(amount))
    raise AssertionError(words)


def shown(line: LineView) -> str:
    """A line as the document writes it."""
    quantity = f"{line.quantity / 1000:g}"
    return f"deposit {quantity}" if line.kind == "deposit" else f"{NAMES[line.name]} {quantity}"


def what_came_of(outcome: Outcome) -> str:
    """The second column."""
    if outcome.change is not None:
        return f"completed, change {text(outcome.change.change)}"
    if outcome.notice is not None:
        return f"refused {outcome.notice.code}"
    assert outcome.sale is not None
    return ", ".join(shown(line) for line in outcome.sale.lines if not line.voided)


def test_the_sale(zurich: Counter) -> None:
    (rows,) = tables("act", "lines", "total", "remaining", "cash")
    for act, lines, *amounts in rows:
        outcome = zurich.send(command(act.split(), zurich.ask(ShowTill()).sale))
        assert what_came_of(outcome) == lines, act
        if outcome.change is None:
            view = zurich.ask(ShowPayment())
            assert [text(one) for one in (view.total, view.remaining, view.cash_remaining)] == amounts, act


# --- the session ------------------------------------------------------------------------------------------


class Day:
    """Performs the acts of the worked session."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.sold: list[str] = []
        self.acts: dict[str, Callable[[list[str]], None]] = {
            "sell": self.sell,
            "count": lambda words: self.do(c.DeclareCount(counted=minor(words[1]))),
            "reopen": lambda _: self.do(c.ReopenSession()),
            "close": lambda _: self.do(c.CloseSession()),
            "post-void": lambda _: self.do(c.PostVoid(txn_id=self.sold[0], approval=supervisor("mistake"))),
            "float": lambda words: self.move("float_entry", words[-1]),
            "paid": lambda words: self.move("paid_in" if words[1] == "in" else "paid_out", words[-1]),
            "pickup": lambda words: self.move("cash_pickup", words[-1]),
        }

    def do(self, command: c.Command) -> None:
        """It must be possible."""
        self.counter.ok(command)

    def move(self, kind: CashMoveKind, amount: str) -> None:
        """Cash in or out, with the reason that it may need."""
        word = supervisor("window" if kind == "paid_out" else "")
        self.do(c.MoveCash(move=kind, amount=minor(amount), approval=word))

    def sell(self, words: list[str]) -> None:
        """Milk, as `1.19 for cash 2.00` or `1.19 for card`."""
        sale = self.counter.sale(c.Scan(raw=CODES["milk"]))
        assert sale.total == minor(words[1])
        if words[3] == "card":
            self.do(c.TenderCard(txn_id=sale.txn_id, amount=sale.total))
        else:
            self.do(c.TenderCash(txn_id=sale.txn_id, amount=minor(words[4])))
        self.sold.append(sale.txn_id)

    def totals(self) -> SessionTotals | None:
        """The session's figures; None once it is closed."""
        with self.counter.local.store.read() as uow:
            session = uow.sessions.current()
            return session_totals(uow, session, 0) if session else None


def test_the_session(counter: Counter) -> None:
    day = Day(counter)
    (rows,) = tables("act", "expected", "over or short")
    for act, expected, difference in rows:
        words = act.split()
        day.acts[words[0]](words)
        totals = day.totals()
        if totals is None:
            assert expected == "Z 1"
            with counter.local.store.read() as uow:
                assert uow.sessions.z_report(1) is not None
        else:
            assert text(totals.expected_cash) == expected, act
            assert ("" if totals.over_short is None else text(totals.over_short)) == difference, act
