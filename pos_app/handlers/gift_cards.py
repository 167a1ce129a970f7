"""Handler that sells a gift card or tops one up: a line that bears no tax and loads an account."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pos_app.commands.loyalty import SellGiftCard
from pos_app.handlers.goods import open_or_new
from pos_app.outcomes import changed_sale
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail import sale
from retail.errors import RuleError
from retail.gift_card import account_id_of, looks_ours, tidy_code
from retail.receipt_words import PaperWords
from retail.transaction import Line

_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")


def without_aim(raw: str) -> str:
    """A scan without what the scanner put before it to name the kind of its code (M1.1)."""
    mark = _AIM.match(raw)
    return raw[mark.end() if mark else 0 :].strip()


def sell_gift_card(step: Step, command: SellGiftCard) -> Outcome:
    """Put the load on the sale. The code is turned into its account here and kept nowhere."""
    step.operator()
    code = tidy_code(without_aim(command.code))
    if command.amount <= 0:
        raise RuleError("gift_card_amount", "Key how much to load.")
    sale.check_price(command.amount)
    txn = open_or_new(step)
    sale.check_goods_may_change(txn)
    profile = step.config().profile
    line = Line(
        line_id=step.ids.new(),
        kind="gift_card",
        name=PaperWords(profile.languages[0], txn.currency)["gift_card"],
        quantity=1000,
        unit_price=command.amount,
        tax_class="",
        entry=command.entry,
        account_id=account_id_of(code),
        last4=code[-4:],
        at=step.clock.now(),
    )
    step.uow.drafts.save(replace(txn, lines=(*txn.lines, line)))
    return changed_sale(step, line.line_id)


def scanned_gift_card(raw: str) -> Notice | None:
    """What to say of a scan that is a gift card's code: it is not passed on as a code of goods."""
    if not looks_ours(without_aim(raw)):
        return None
    return Notice(
        code="gift_card_scanned",
        message="This is a gift card. Choose whether to sell it or to pay with it, then scan it there.",
        acts=("gift_card",),
    )
