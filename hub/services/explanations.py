"""What waits for a person, in words: what it is, why it happened, what to do about it."""

from __future__ import annotations

import msgspec


class Words(msgspec.Struct, frozen=True):
    """An explanation for somebody who knows shops and not programs."""

    title: str
    why: str
    do: str


_COUNT = "Count the item; post a count if it differs."
_SUPPORT = "Nothing was changed by it. Keep the entry and tell support, with its number."
_FIGURES = "Compare the paper receipt with the sale, and book the difference if there is one. Tell support."
_LOST = "Ask at that store what happened, and look at who had the terminal's data."

TASKS: dict[str, Words] = {
    # What a sale says of itself.
    "total_differs": Words(
        "A sale's total is not the sum of its lines", "The till's figures differ.", _FIGURES
    ),
    "tax_differs": Words("A sale's tax is not that of its lines", "The till's figures differ.", _FIGURES),
    "tax_groups_differ": Words("A sale's VAT table does not add up", "The till's figures differ.", _FIGURES),
    "settled_other_total": Words("Another amount was paid than the total", "The figures differ.", _FIGURES),
    "tenders_differ": Words("A sale's payments do not cover it", "The till's figures differ.", _FIGURES),
    "refund_differs": Words(
        "A return gave back another amount than it says", "The till's figures differ.", _FIGURES
    ),
    "movements_differ": Words(
        "A sale moved other goods than it sold", "The till's movements are not its lines.", _COUNT
    ),
    "receipt_number_twice": Words(
        "Two receipts have one number",
        "A terminal's data was put back from a copy, or two machines ran on it: both gave the number out.",
        "Tell the two apart by their times. Both sales count. See whether a machine runs on a copy.",
    ),
    "sale_id_twice": Words(
        "An open sale was paid on two copies of a till's data",
        "A terminal's disk was copied or put back while a sale was open. Both payments count.",
        "Compare the two receipts. Give the amount back if one customer paid twice.",
    ),
    "post_void_of_unknown": Words(
        "A cancellation of a sale that is not here",
        "The sale that was cancelled has not arrived, or lies in quarantine.",
        "Look in the quarantine for the sale, and try it again. Else ask at the till.",
    ),
    "post_voided_twice": Words(
        "A sale was cancelled twice",
        "Two tills cancelled it while they could not hear of each other.",
        "The money went back twice. Ask for one of the two amounts.",
    ),
    # Returns.
    "refund_over_sold": Words(
        "More came back than was sold",
        "Two tills took the same goods back while they could not hear of each other.",
        "Look at both returns. Ask for what was paid out twice.",
    ),
    "return_of_unknown": Words(
        "A return names a receipt that is not here",
        "The receipt is of another system, too old, or has not arrived.",
        "Compare the return with the paper receipt.",
    ),
    # Stock and rights.
    "oversold": Words(
        "More was sold than there was",
        "Goods in a customer's hand are always sold; what was promised to others is missing now.",
        "Count the item. Serve the open orders from another store, or tell the customers.",
    ),
    "sold_without_right": Words(
        "The last or promised unit was sold on a supervisor's word",
        "The till could not ask the hub, or was refused, and a supervisor allowed it.",
        "See whether an order waits for the unit.",
    ),
    "right_overspent": Words(
        "A till sold more on a right than it held",
        "Its right was written off or settled meanwhile, or its data was put back from a copy.",
        _COUNT,
    ),
    "settle_differs": Words(
        "A till gave back another amount than it held",
        "Sales that used the right have not arrived, or lie in quarantine.",
        "Try what lies in quarantine again; the difference then closes by itself. Else count the item.",
    ),
    "count_differs": Words(
        "A count moved other amounts than it found", "The terminal's figures differ.", _COUNT
    ),
    "transfer_backwards": Words(
        "A transfer moved goods the wrong way",
        "The terminal's figures differ.",
        "Count the items at both stores.",
    ),
    "transfer_store_unknown": Words(
        "Goods were sent to a store that is not here",
        "The document names no store of this hub.",
        "Ask where the goods went, and receive them there by hand.",
    ),
    "transfer_foreign": Words(
        "A store spoke of a transfer between other stores",
        "The terminal's figures differ, or somebody forged them.",
        "Count the items at that store. Tell support.",
    ),
    "transfer_differs": Words(
        "Less or more arrived than was sent",
        "Something was lost, or counted wrongly at one of the two stores.",
        "Count at both stores and post what differs.",
    ),
    # Carts and parked sales.
    "cart_line_sold_twice": Words(
        "Goods of a shared cart were paid for twice",
        "Two tills sold the same lines while one of them could not reach the hub.",
        "Give the customer the amount back that the task names. Below zero it is money that was given out "
        "twice, for goods that came back once.",
    ),
    "parked_sale_differs": Words(
        "A parked sale says that it is another one",
        "The terminal's figures differ.",
        "Only the till that parked it can go on with it. Tell support.",
    ),
    "parked_sale_taken_twice": Words(
        "A parked sale was taken by two tills",
        "One of them could not reach the hub.",
        "Look whether it was paid for twice, and give one amount back.",
    ),
    # Customers, accounts, gift cards.
    "customer_card_twice": Words(
        "Two customers have the same card",
        "Two tills gave it out while they could not hear of each other.",
        "Merge the two if they are one person, else give one a new card.",
    ),
    "account_unknown": Words(
        "Points or credit of an account that is not here",
        "The customer was erased, or its entry has not arrived.",
        "Look for the customer in the quarantine. Else nothing needs doing.",
    ),
    "account_foreign": Words(
        "Points, credit or a gift card of another store were used",
        "Tills know only what is of their own store: somebody may have forged the sale.",
        "Look at the sale and at the account. Tell support.",
    ),
    "entry_twice": Words(
        "An entry of points or credit came twice",
        "It was sent under two records.",
        "Nothing: it counts once.",
    ),
    "points_overdrawn": Words(
        "More points were spent than there were",
        "They were spent offline, or taken back with a return after they were spent, or two customers who "
        "spent as one were parted again.",
        "Nothing must be done: the account is below zero, and later points fill it up.",
    ),
    "store_credit_overdrawn": Words(
        "More store credit was spent than there was",
        "It was spent at two tills while one of them could not reach the hub.",
        "Talk to the customer, or let it go and adjust the account.",
    ),
    "gift_card_overdrawn": Words(
        "More was spent of a gift card than was on it",
        "It was spent at two tills while one of them could not reach the hub.",
        "Block the card and look at both sales.",
    ),
    "gift_card_unknown": Words(
        "A gift card that this hub has not made was used",
        "Its code was typed wrongly, or the card is false.",
        "Look at the sale. Make sure that sold cards are of this hub.",
    ),
    "gift_card_blocked": Words(
        "A blocked gift card was spent",
        "The till could not reach the hub and did not know.",
        "Look who holds the card, and at the sale.",
    ),
    "gift_card_currency": Words(
        "A gift card of another currency was used",
        "The card was sold in a store with another currency.",
        "Adjust the card by the amount in its own currency.",
    ),
    "mail_dead": Words(
        "A receipt could not be sent by e-mail",
        "The mail server refused it for good, or a day went by.",
        "Check the address, and send or print the receipt again.",
    ),
    # Terminals.
    "journal_forked": Words(
        "A terminal's history split",
        "Its data was put back from a copy, or two machines run on it.",
        "Make sure that one machine alone runs. " + _LOST,
    ),
    "journal_rolled_back": Words(
        "A terminal's data was put back from a copy",
        "Somebody restored an older state; what was not sent before is missing.",
        "Compare paper receipts of that time with the sales here. " + _LOST,
    ),
    "journal_of_another": Words(
        "A terminal sent entries of another one",
        "Its data folder was copied from that other terminal.",
        "Enrol one of the two anew, in a folder of its own.",
    ),
    "recovered_in_part": Words(
        "The end of a broken terminal's journal is lost",
        "Its disk was torn, so that entries behind the tear could not be proved, or it was an older copy.",
        "Compare paper receipts with the sales here. Write off the rights that it still holds.",
    ),
    "recovered_payment": Words(
        "Money was taken on a sale that was never finished",
        "The terminal broke between a payment and the end of the sale.",
        "See whether the sale came after all: tillbridge hub find, with txn_id. If not, look whether the "
        "customer has the goods, and enter the sale anew or give the money back.",
    ),
}
"""By kind of exception task; a test sees to it that every kind the hub raises is here."""

QUARANTINE: dict[str, Words] = {
    "hash_mismatch": Words(
        "The content is not what its seal says",
        "It was altered on the terminal, on its way, or by a fault of a disk.",
        "It is never applied. Compare with the paper receipt, enter what is missing by hand, keep it aside.",
    ),
    "text_impossible": Words(
        "It holds a character that no text has", "No program of ours writes it.", _SUPPORT
    ),
    "foreign_origin": Words(
        "It says that it was made at another terminal or store",
        "The terminal's data came from another machine, or it was forged.",
        "See whether two machines run on one copy. Keep it aside once that is clear.",
    ),
    "foreign_customer": Words(
        "The customer is of another store",
        "A terminal of one store may not write another's customers.",
        "Enter the change at the customer's own store, and keep it aside.",
    ),
    "unknown_kind": Words(
        "This hub does not know such a record",
        "The terminal's program is newer.",
        "Upgrade the hub, then retry.",
    ),
    "newer_version": Words(
        "The record is of a newer program",
        "The terminal was upgraded before the hub.",
        "Upgrade the hub, then retry. Nothing is lost meanwhile.",
    ),
    "bad_body": Words("The record is not complete or not of its kind", "A fault of a program.", _SUPPORT),
    "bad_hybrid_time": Words("Its time cannot be read", "A fault of a program.", _SUPPORT),
    "movement_too_large": Words(
        "It moves more than any shop has",
        "A figure was typed or read wrongly.",
        "Post the right amount as a count, and keep it aside.",
    ),
    "rights_impossible": Words(
        "The sale spends rights to more accounts than it could",
        "No till makes such a sale: somebody may have forged it.",
        "Look at the terminal, and revoke it where it was meddled with.",
    ),
    "entries_impossible": Words(
        "The sale enters what no till enters on accounts",
        "No till makes such a sale: somebody may have forged it.",
        "Look at the terminal, and revoke it where it was meddled with.",
    ),
    "return_impossible": Words(
        "It takes back nothing, or more than any shop sells",
        "A figure was typed or read wrongly.",
        "Book the return by hand, and keep it aside.",
    ),
    "personal_malformed": Words(
        "The customer's data is not written as a till writes it",
        "A fault of a program, or it was altered.",
        "Ask the customer again at the till, and keep it aside.",
    ),
    "personal_missing": Words(
        "The customer's data did not come along",
        "The customer was erased, or the terminal kept it no longer.",
        "Nothing, if the customer was erased. Else ask at the till again. Keep it aside.",
    ),
    "sale_known": Words(
        "Another record has sent this sale already",
        "Two machines ran on a copy of the same data.",
        "Compare the two receipts. Keep it aside if they are one sale.",
    ),
    "refused_by_database": Words(
        "The hub's database cannot hold it", "A figure or text is beyond all bounds.", _SUPPORT
    ),
}
"""By code of what was put aside."""

UNKNOWN_TASK = Words(
    "Something that looks wrong", "This program has no words for it; its message says more.", _SUPPORT
)
UNKNOWN_CODE = Words(
    "The hub could not apply it",
    "Its content is not as this hub expects it; the message says more.",
    "Retry after an upgrade of the hub. Else enter by hand what is missing, and keep it aside.",
)


def of_task(kind: str) -> Words:
    """An exception task's words."""
    return TASKS.get(kind, UNKNOWN_TASK)


def of_quarantine(code: str) -> Words:
    """A quarantined op's words."""
    return QUARANTINE.get(code, UNKNOWN_CODE)
