"""What the till says of parked sales at other tills, of slips, and of carts on a phone."""

from __future__ import annotations

from ui.marked import QT_TRANSLATE_NOOP

CART_NOTICES: dict[str, str] = {
    "parked_asking": QT_TRANSLATE_NOOP("Notices", "The hub is being asked for this sale …"),
    "parked_taken": QT_TRANSLATE_NOOP(
        "Notices", "Another till took this sale, or its goods were paid for there. It is off the list here."
    ),
    "resumed_alone": QT_TRANSLATE_NOOP(
        "Notices", "The hub is not reached. Should another till open this sale too, a manager is told."
    ),
    "parked_customer": QT_TRANSLATE_NOOP(
        "Notices", "This is the sale of {name}. {other} is not on it: scan the card again to change that."
    ),
    "claim_needs_hub": QT_TRANSLATE_NOOP(
        "Notices", "The hub is not reached. Open the sale at {till}, or scan its slip here."
    ),
    "claim_waits": QT_TRANSLATE_NOOP(
        "Notices", "The suspended sale is this till's now. Finish what is open, then open it from the list."
    ),
    "nothing_asked": QT_TRANSLATE_NOOP("Notices", "Nobody is waiting for this sale."),
    "slip_printing": QT_TRANSLATE_NOOP("Notices", "The slip is printing."),
    "slip_not_here": QT_TRANSLATE_NOOP("Notices", "Its slip is printed at the till where it was suspended."),
    "no_printer": QT_TRANSLATE_NOOP("Notices", "This till has no printer. Add one under Devices."),
    "training_cart": QT_TRANSLATE_NOOP(
        "Notices", "Customers' carts have no part in training. Switch training off first."
    ),
    "cart_asking": QT_TRANSLATE_NOOP("Notices", "Fetching the customer's cart …"),
    "cart_taken": QT_TRANSLATE_NOOP("Notices", "Taken from the phone. Lines: {count}."),
    "cart_taken_in_part": QT_TRANSLATE_NOOP(
        "Notices", "Lines from the phone: {count}. Left out: {names}. Weigh what is sold by weight."
    ),
    "cart_needs_hub": QT_TRANSLATE_NOOP(
        "Notices", "The hub is not reached, and only it knows the cart. Ask the customer to show the goods."
    ),
    "cart_code_old": QT_TRANSLATE_NOOP(
        "Notices", "This code is too old, or was used already. Ask the customer to show a new one."
    ),
    "cart_gone": QT_TRANSLATE_NOOP("Notices", "This was sold already, given up, or is open at another till."),
    "cart_of_other_store": QT_TRANSLATE_NOOP("Notices", "This is of another shop. Scan the goods."),
    "cart_refused": QT_TRANSLATE_NOOP("Notices", "The hub did not do that: {why}"),
    "cart_given_back": QT_TRANSLATE_NOOP(
        "Notices", "The goods could not come onto a sale here. The cart is back on the phone."
    ),
    "basket_asking": QT_TRANSLATE_NOOP("Notices", "Looking whether these goods were sold already …"),
    "basket_taken": QT_TRANSLATE_NOOP(
        "Notices",
        "Taken from a code of {time}, at today's prices, without discounts. "
        "If it is paid for elsewhere too, a manager is told.",
    ),
    "basket_taken_in_part": QT_TRANSLATE_NOOP(
        "Notices", "Taken from a code of {time}, at today's prices. Left out: {names}."
    ),
    "basket_here": QT_TRANSLATE_NOOP(
        "Notices", "The goods of this code are on a sale of this till already, or were paid for here."
    ),
    "basket_while_paying": QT_TRANSLATE_NOOP(
        "Notices", "A payment is on the sale. Finish it, then scan the code again."
    ),
    "basket_part_missing": QT_TRANSLATE_NOOP("Notices", "One code read. Now scan code {next} of {parts}."),
    "basket_mixed": QT_TRANSLATE_NOOP(
        "Notices", "This code is of another basket, and counts alone. Now scan code {next} of {parts}."
    ),
    "basket_not_one": QT_TRANSLATE_NOOP("Notices", "This is no basket code. Scan the goods."),
    "basket_version": QT_TRANSLATE_NOOP(
        "Notices", "This code was made by a newer program. Update this till, or scan the goods."
    ),
    "basket_torn": QT_TRANSLATE_NOOP("Notices", "The code is damaged. Scan it again, or scan the goods."),
    "basket_signer": QT_TRANSLATE_NOOP(
        "Notices", "No till of this shop made this code. Nothing was added: scan the goods."
    ),
    "basket_signature": QT_TRANSLATE_NOOP(
        "Notices", "This code was altered. Nothing was added: scan the goods."
    ),
    "basket_size": QT_TRANSLATE_NOOP("Notices", "So many lines fit into no code."),
    "basket_item": QT_TRANSLATE_NOOP("Notices", "An item number of this sale fits into no code."),
    "basket_quantity": QT_TRANSLATE_NOOP("Notices", "A quantity of this sale fits into no code."),
    "hand_over_rest": QT_TRANSLATE_NOOP(
        "Notices", "Not on the phone: {names}. Void that here and hand over, then sell it on its own."
    ),
    "link_outdated": QT_TRANSLATE_NOOP(
        "Notices", "The sale changed since this code was made. Close this and send it to the phone again."
    ),
    "handed_over": QT_TRANSLATE_NOOP("Notices", "The sale went to the phone. Nothing was paid here."),
    "no_link": QT_TRANSLATE_NOOP("Notices", "There is no link for this sale yet. Ask for it first."),
}
