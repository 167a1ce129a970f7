"""What the till says about points, gift cards and credit, by stable codes that `ui.words` translates."""

from __future__ import annotations

from ui.marked import QT_TRANSLATE_NOOP

VALUE_NOTICES: dict[str, str] = {
    "gift_card_code_invalid": QT_TRANSLATE_NOOP(
        "Notices", "This is no code of a gift card. Scan or key it again."
    ),
    "gift_card_code_missing": QT_TRANSLATE_NOOP("Notices", "Scan the card first, or type its code."),
    "gift_card_unknown": QT_TRANSLATE_NOOP(
        "Notices", "No gift card has this code. Check it on the card, or take another payment."
    ),
    "gift_card_scanned": QT_TRANSLATE_NOOP(
        "Notices", "This is a gift card. Choose whether to sell it or to pay with it, then scan it there."
    ),
    "gift_card_amount": QT_TRANSLATE_NOOP("Notices", "Key how much to load."),
    "gift_card_fixed": QT_TRANSLATE_NOOP(
        "Notices", "A gift card is loaded with what was keyed. Void the line."
    ),
    "gift_card_for_money": QT_TRANSLATE_NOOP("Notices", "Gift cards are sold for cash or by card only."),
    "gift_card_not_enough": QT_TRANSLATE_NOOP(
        "Notices", "Only {available} are left on this gift card. Take that, and another payment for the rest."
    ),
    "store_credit_not_enough": QT_TRANSLATE_NOOP(
        "Notices", "Only {available} credit is left. Take that, and another payment for the rest."
    ),
    "points_not_enough": QT_TRANSLATE_NOOP(
        "Notices", "Only {available} points can be spent. Take fewer, or another payment."
    ),
    "points_capped": QT_TRANSLATE_NOOP(
        "Notices", "The hub does not answer: no more than {points} points pay without it."
    ),
    "points_too_few": QT_TRANSLATE_NOOP("Notices", "At least {least} points are redeemed at a time."),
    "points_back_first": QT_TRANSLATE_NOOP(
        "Notices", "{points} points paid for these goods. Give the points back first, then the rest."
    ),
    "no_points_due": QT_TRANSLATE_NOOP("Notices", "No points paid for these goods."),
    "no_loyalty": QT_TRANSLATE_NOOP("Notices", "This store gives no points."),
    "customer_needed": QT_TRANSLATE_NOOP(
        "Notices", "Points and credit are a customer's. Put the customer on the sale first: Ctrl+U."
    ),
    "nothing_to_refund": QT_TRANSLATE_NOOP("Notices", "Nothing goes back in this sale."),
    "card_did_not_pay": QT_TRANSLATE_NOOP(
        "Notices", "This card did not pay for these goods. Give cash or store credit back."
    ),
    "card_paid_less": QT_TRANSLATE_NOOP("Notices", "This card paid less than that."),
    "ask_under_way": QT_TRANSLATE_NOOP(
        "Notices", "The hub is being asked already. Wait a moment, or cancel that."
    ),
    "account_pays_already": QT_TRANSLATE_NOOP("Notices", "This pays already. Remove that payment first."),
    "approval_first": QT_TRANSLATE_NOOP(
        "Notices", "The sale changed meanwhile and a supervisor must approve it. Pay once more."
    ),
    "right_gone": QT_TRANSLATE_NOOP(
        "Notices", "This payment waited too long to be held. Remove it, then take it again."
    ),
    "training_value": QT_TRANSLATE_NOOP("Notices", "Points, gift cards and credit are not used in training."),
    "value_needs_hub": QT_TRANSLATE_NOOP(
        "Notices",
        "The hub does not answer, and this cannot be paid without it. Take another payment.",
    ),
    "account_stands": QT_TRANSLATE_NOOP(
        "Notices", "The hub does not answer. What is shown here is as old as it says."
    ),
    "balance_needs_hub": QT_TRANSLATE_NOOP(
        "Notices",
        "The hub does not answer, so nobody knows what is on it. Try again, or pay another way.",
    ),
    "value_frozen": QT_TRANSLATE_NOOP(
        "Notices",
        "The hub was restored and gives nothing out until all tills have reported. Take another payment.",
    ),
    "value_unknown": QT_TRANSLATE_NOOP(
        "Notices", "The hub does not know this account. Take another payment."
    ),
    "gift_card_blocked": QT_TRANSLATE_NOOP("Notices", "This gift card is blocked. Take another payment."),
    "balance_unknown": QT_TRANSLATE_NOOP(
        "Notices", "The hub does not know this one. Nothing was entered on it yet."
    ),
    "balance_blocked": QT_TRANSLATE_NOOP(
        "Notices", "This gift card is blocked: nothing can be paid with it."
    ),
    "balance_refused": QT_TRANSLATE_NOOP("Notices", "The hub does not tell what is on it."),
    "value_refused": QT_TRANSLATE_NOOP("Notices", "The hub refuses this payment. Take another one."),
}
