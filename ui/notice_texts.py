"""What the till's handlers and rules say, by their stable codes: the texts that `ui.words` translates.

The words of a printer's own troubles are in `ui.device_words`.
"""

from __future__ import annotations

from ui.marked import QT_TRANSLATE_NOOP

TILL_NOTICES: dict[str, str] = {
    "receipt_unknown": QT_TRANSLATE_NOOP(
        "Notices", "This receipt is not known here. Find it by its number, or return without it."
    ),
    "receipt_not_here": QT_TRANSLATE_NOOP(
        "Notices", "Receipt {receipt_no} is not known here. Find it by its items, or return without it."
    ),
    "receipt_scanned": QT_TRANSLATE_NOOP("Notices", "This is receipt {receipt_no}. Take goods of it back?"),
    "receipt_currency": QT_TRANSLATE_NOOP("Notices", "This receipt is in another currency."),
    "nothing_picked": QT_TRANSLATE_NOOP("Notices", "Pick what comes back."),
    "return_more_than_left": QT_TRANSLATE_NOOP(
        "Notices", "Not so much of {name} is left to return. What came back before counts."
    ),
    "return_is_fixed": QT_TRANSLATE_NOOP(
        "Notices", "What comes back is refunded as it was paid. Void the line instead."
    ),
    "return_price_needed": QT_TRANSLATE_NOOP("Notices", "This item has no price. Key what goes back for it."),
    "refund_too_much": QT_TRANSLATE_NOOP(
        "Notices", "That is more than goes back to the customer. Key the amount again."
    ),
    "sale_has_returns": QT_TRANSLATE_NOOP(
        "Notices", "Goods of this sale came back. Cancel that return first, or take the rest back as well."
    ),
    "wrong_pin": QT_TRANSLATE_NOOP("Notices", "Wrong PIN. Try again."),
    "pin_wait": QT_TRANSLATE_NOOP("Notices", "Too many wrong PINs. Wait {seconds} s."),
    "operator_gone": QT_TRANSLATE_NOOP("Notices", "This person may no longer sign in here. Ask a manager."),
    "operator_missing": QT_TRANSLATE_NOOP("Notices", "Tap your name first, then key the PIN."),
    "signed_in_already": QT_TRANSLATE_NOOP("Notices", "{name} is signed in. Sign out first."),
    "locked": QT_TRANSLATE_NOOP("Notices", "The till is locked. Enter your PIN."),
    "may_not_approve": QT_TRANSLATE_NOOP("Notices", "{name} may not approve this. Pick somebody else."),
    "not_configured": QT_TRANSLATE_NOOP(
        "Notices", "The shop's settings have not arrived from the hub yet. Connect the hub and wait a moment."
    ),
    "sale_is_back": QT_TRANSLATE_NOOP("Notices", "The sale that was open is back: {total} so far."),
    "last_sale_printed": QT_TRANSLATE_NOOP(
        "Notices", "The last sale {number} is complete, change {change}. Its receipt is printed."
    ),
    "last_sale_waiting": QT_TRANSLATE_NOOP(
        "Notices", "The last sale {number} is complete, change {change}. Its receipt waits for the printer."
    ),
    "last_sale_unsure": QT_TRANSLATE_NOOP(
        "Notices",
        "The last sale {number} is complete, change {change}. "
        "Its receipt may not have come out: look at the paper.",
    ),
    "last_sale_unprinted": QT_TRANSLATE_NOOP(
        "Notices",
        "The last sale {number} is complete, change {change}. "
        "Its receipt was not printed: the journal prints it.",
    ),
    "scan_while_locked": QT_TRANSLATE_NOOP(
        "Notices", "Not added: the till is locked. Enter your PIN, then scan again."
    ),
    "scan_while_signed_out": QT_TRANSLATE_NOOP(
        "Notices", "Not added: nobody is signed in. Sign in, then scan again."
    ),
    "session_open": QT_TRANSLATE_NOOP("Notices", "A till session is already open."),
    "session_closed": QT_TRANSLATE_NOOP("Notices", "Z report {number} is closed and printing."),
    "sales_suspended": QT_TRANSLATE_NOOP(
        "Notices",
        "{count} suspended sale(s) are still waiting. Go on selling, finish or void each, then count again.",
    ),
    "amount_out_of_range": QT_TRANSLATE_NOOP("Notices", "This amount is not possible. Key it again."),
    "cash_not_there": QT_TRANSLATE_NOOP(
        "Notices",
        "By its records the till does not hold that much cash. Nothing was recorded. Key the amount again.",
    ),
    "count_missing": QT_TRANSLATE_NOOP(
        "Notices", "Count the cash first. If the till is empty, key 0 as the total."
    ),
    "moved_float_entry": QT_TRANSLATE_NOOP("Notices", "The float entry is recorded."),
    "moved_cash_pickup": QT_TRANSLATE_NOOP("Notices", "The cash pickup is recorded."),
    "moved_paid_in": QT_TRANSLATE_NOOP("Notices", "Paid in: recorded."),
    "moved_paid_out": QT_TRANSLATE_NOOP("Notices", "Paid out: recorded."),
    "x_report_taken": QT_TRANSLATE_NOOP("Notices", "The X report is printing."),
    "scan_before_open": QT_TRANSLATE_NOOP(
        "Notices", "Not added: the till is not open yet. Open it, then scan again."
    ),
    "scan_while_counting": QT_TRANSLATE_NOOP(
        "Notices", "Not added: the till is being counted. Go on selling first, then scan again."
    ),
    "code_bad_check_digit": QT_TRANSLATE_NOOP(
        "Notices", "Read wrongly: {code}. Scan it again, or key the number."
    ),
    "code_bad_inner_check_digit": QT_TRANSLATE_NOOP(
        "Notices", "Price or weight was read wrongly: {code}. Scan the label again, or key the price."
    ),
    "code_control_characters": QT_TRANSLATE_NOOP(
        "Notices", "Read wrongly: {code}. Scan it again, or key the number."
    ),
    "code_empty": QT_TRANSLATE_NOOP("Notices", "The scanner sent nothing. Scan again."),
    "code_wrong_length": QT_TRANSLATE_NOOP(
        "Notices", "Read only in part: {code}. Scan it again, or key the number."
    ),
    "code_gs1": QT_TRANSLATE_NOOP(
        "Notices", "This code is not right: {code}. Scan the other barcode on the pack, or search."
    ),
    "code_no_item": QT_TRANSLATE_NOOP(
        "Notices", "This code names no item: {code}. Scan the other barcode on the pack."
    ),
    "code_separator_lost": QT_TRANSLATE_NOOP(
        "Notices", "The scanner must send FNC1 as GS: {code} runs together. Scan the pack's other barcode."
    ),
    "code_coupon": QT_TRANSLATE_NOOP(
        "Notices", "This is a coupon, and this till takes none: {code}. Give it back, or give a discount."
    ),
    "code_other_currency": QT_TRANSLATE_NOOP(
        "Notices", "The price on the pack is in {currency}, which this shop does not take. Key the price."
    ),
    "code_link": QT_TRANSLATE_NOOP(
        "Notices", "This is a web link: {code}. Scan the other barcode on the pack."
    ),
    "best_before_past": QT_TRANSLATE_NOOP(
        "Notices", "{name}: best before {date} is past. Tell the customer."
    ),
    "expiry_past": QT_TRANSLATE_NOOP("Notices", "{name} expired on {date}. Do not sell it."),
    "pack_expired": QT_TRANSLATE_NOOP(
        "Notices", "This pack has expired. A supervisor may sell it: scan it again."
    ),
    "same_pack": QT_TRANSLATE_NOOP("Notices", "Both barcodes of one pack: counted once."),
    "serial_twice": QT_TRANSLATE_NOOP(
        "Notices", "This piece of {name} is on the sale already: serial number {serial}."
    ),
    "serial_is_one_piece": QT_TRANSLATE_NOOP(
        "Notices", "{name} has a serial number: it is one piece. Scan each piece."
    ),
    "empty_measure": QT_TRANSLATE_NOOP(
        "Notices", "The label carries no price or weight. Weigh the goods again."
    ),
    "bad_check_digit": QT_TRANSLATE_NOOP(
        "Notices", "The check digit does not fit. Scan the code again, or type it."
    ),
    "bad_inner_check_digit": QT_TRANSLATE_NOOP(
        "Notices", "Price or weight was read wrongly. Scan the label again, or key it by hand."
    ),
    "bad_number_system": QT_TRANSLATE_NOOP("Notices", "This code was read wrongly. Scan it again."),
    "wrong_length": QT_TRANSLATE_NOOP("Notices", "This code was read only in part. Scan it again."),
    "training_parked": QT_TRANSLATE_NOOP(
        "Notices", "A sale suspended in training goes on in training only, a real one outside it only."
    ),
    "illegal_move": QT_TRANSLATE_NOOP(
        "Notices", "That is not possible right now. Look at where the sale stands, then try again."
    ),
    "cash_too_much": QT_TRANSLATE_NOOP(
        "Notices", "That is more cash than anybody hands over for this sale. Key the amount again."
    ),
    "tender_sign": QT_TRANSLATE_NOOP("Notices", "This amount does not fit the payment. Key it again."),
    "currency_mismatch": QT_TRANSLATE_NOOP("Notices", "Two currencies do not go together in one sale."),
    "reprinting": QT_TRANSLATE_NOOP("Notices", "The duplicate is printing."),
    "already_reversed": QT_TRANSLATE_NOOP("Notices", "This sale is cancelled already."),
    "not_reversible": QT_TRANSLATE_NOOP(
        "Notices", "A cancellation cannot be cancelled. Sell the items again."
    ),
    "sale_unknown": QT_TRANSLATE_NOOP("Notices", "This sale is not on this terminal."),
    "z_unknown": QT_TRANSLATE_NOOP("Notices", "Z report {number} is not on this terminal."),
    "training_mix": QT_TRANSLATE_NOOP(
        "Notices", "A training sale is cancelled in training mode, a real one outside it."
    ),
    "post_voided": QT_TRANSLATE_NOOP(
        "Notices", "The sale is cancelled. Give the money back; cancel a card payment on the card terminal."
    ),
    "post_voided_cash": QT_TRANSLATE_NOOP("Notices", "{number} cancels the sale. Give {cash} back in cash."),
    "post_voided_card": QT_TRANSLATE_NOOP(
        "Notices", "{number} cancels the sale. Cancel {card} on the card terminal."
    ),
    "post_voided_both": QT_TRANSLATE_NOOP(
        "Notices",
        "{number} cancels the sale. Give {cash} back in cash and cancel {card} on the card terminal.",
    ),
    "receipt_not_found": QT_TRANSLATE_NOOP("Notices", "No receipt {number} today on this terminal."),
    "no_receipt_selected": QT_TRANSLATE_NOOP(
        "Notices", "Select a sale first: ↑ and ↓ move through the list."
    ),
    "no_print_selected": QT_TRANSLATE_NOOP("Notices", "Select a print first: ↑ and ↓ move through the list."),
    "print_gone": QT_TRANSLATE_NOOP("Notices", "This print is done already."),
    "print_under_way": QT_TRANSLATE_NOOP("Notices", "This is being printed right now. Wait a moment."),
    "print_dropped": QT_TRANSLATE_NOOP(
        "Notices", "Let go. The journal can print this receipt again at any time."
    ),
    "paper_dropped": QT_TRANSLATE_NOOP("Notices", "Let go. It will not be printed."),
    "test_sent": QT_TRANSLATE_NOOP("Notices", "The test print is on its way to the printer."),
    "option_missing": QT_TRANSLATE_NOOP("Notices", "Fill in: {option}."),
    "unknown_driver": QT_TRANSLATE_NOOP(
        "Notices", "This way to connect a printer is not known here. Pick another."
    ),
    "unknown_device_option": QT_TRANSLATE_NOOP(
        "Notices", "The option {option} does not belong to this printer. Pick how it is connected anew."
    ),
    "bad_device_option": QT_TRANSLATE_NOOP(
        "Notices", "One of the options cannot be right. Check figures and addresses."
    ),
    "wrong_device_kind": QT_TRANSLATE_NOOP(
        "Notices", "That is not a receipt printer. Pick another way to connect it."
    ),
    "bug": QT_TRANSLATE_NOOP(
        "Notices",
        "Something went wrong in the program. Nothing was changed. Try again, and tell the shop's support.",
    ),
    "store_full": QT_TRANSLATE_NOOP(
        "Notices",
        "This terminal's disk is full: free some space, then try again. What was completed before is safe.",
    ),
    "database_busy": QT_TRANSLATE_NOOP(
        "Notices", "Another program is using this terminal's data. Close it and try again."
    ),
    "database_damaged": QT_TRANSLATE_NOOP(
        "Notices", "This terminal's data is damaged. Stop selling here and call the shop's support."
    ),
    "database_io": QT_TRANSLATE_NOOP(
        "Notices",
        "The disk of this terminal refused. Nothing was changed. Try again, and tell the shop's support.",
    ),
    "database_unreadable": QT_TRANSLATE_NOOP(
        "Notices", "This terminal's data cannot be read with its key. Call the shop's support."
    ),
    "not_signed_in": QT_TRANSLATE_NOOP("Notices", "Sign in first."),
    "reason_needed": QT_TRANSLATE_NOOP("Notices", "Pick a reason from the list."),
    "no_session": QT_TRANSLATE_NOOP("Notices", "No till session is open. Open one with its float first."),
    "session_closing": QT_TRANSLATE_NOOP(
        "Notices", "The till is being counted. Go back to selling, or close it."
    ),
    "sale_open": QT_TRANSLATE_NOOP("Notices", "A sale is still open. Finish, suspend or void it first."),
    "item_gone": QT_TRANSLATE_NOOP("Notices", "This item is no longer sold. Leave it out, or key the price."),
    "tax_class_unknown": QT_TRANSLATE_NOOP(
        "Notices",
        "The shop's settings do not say how this item is taxed. Leave it out, and tell a manager.",
    ),
    "no_price": QT_TRANSLATE_NOOP("Notices", "{name} has no price yet. Key the price, or leave it out."),
    "department_gone": QT_TRANSLATE_NOOP("Notices", "This department is no longer used. Pick another."),
    "price_out_of_range": QT_TRANSLATE_NOOP("Notices", "This price is not possible. Key it again."),
    "price_in_code": QT_TRANSLATE_NOOP(
        "Notices", "The price stands in the barcode. Give a discount instead."
    ),
    "quantity_in_code": QT_TRANSLATE_NOOP(
        "Notices", "The quantity stands in the barcode. Void the line and scan the right one."
    ),
    "quantity_out_of_range": QT_TRANSLATE_NOOP("Notices", "This quantity is not possible. Key it again."),
    "whole_pieces_only": QT_TRANSLATE_NOOP("Notices", "This item is sold by the piece: key a whole number."),
    "age_refused": QT_TRANSLATE_NOOP("Notices", "The item was left out."),
    "no_sale_open": QT_TRANSLATE_NOOP("Notices", "No sale is open. Scan an item to start one."),
    "sale_not_open": QT_TRANSLATE_NOOP("Notices", "This sale is no longer open. Start or resume one."),
    "sale_empty": QT_TRANSLATE_NOOP("Notices", "There is nothing in this sale yet. Scan an item first."),
    "sale_suspended": QT_TRANSLATE_NOOP(
        "Notices", "The sale is suspended. It waits in the list of suspended sales."
    ),
    "not_suspended": QT_TRANSLATE_NOOP("Notices", "This sale is no longer suspended: somebody took it back."),
    "line_not_there": QT_TRANSLATE_NOOP("Notices", "This line is no longer in the sale."),
    "deposit_follows": QT_TRANSLATE_NOOP("Notices", "A deposit follows its item. Change the item instead."),
    "discount_invalid": QT_TRANSLATE_NOOP(
        "Notices", "This discount is not possible. Key a percentage from 0 to 100, or an amount."
    ),
    "not_discountable": QT_TRANSLATE_NOOP("Notices", "This line takes no discount."),
    "payment_begun": QT_TRANSLATE_NOOP(
        "Notices", "A payment is already on this sale. Finish paying, or take the payment back first."
    ),
    "already_completed": QT_TRANSLATE_NOOP("Notices", "This sale is already paid. It stands in the journal."),
    "already_paid": QT_TRANSLATE_NOOP("Notices", "Everything is paid."),
    "cancel_card": QT_TRANSLATE_NOOP("Notices", "Cancel this payment on the card terminal too."),
    "card_number_refused": QT_TRANSLATE_NOOP(
        "Notices", "That looks like a whole card number. Only the last four figures may be kept."
    ),
    "last4_invalid": QT_TRANSLATE_NOOP(
        "Notices", "The last four figures of the card are exactly four figures."
    ),
    "not_paid": QT_TRANSLATE_NOOP("Notices", "The sale is not fully paid yet."),
    "only_cash": QT_TRANSLATE_NOOP(
        "Notices", "No card can pay what is left: {amount} are missing in coins, since cash is rounded."
    ),
    "tender_gone": QT_TRANSLATE_NOOP("Notices", "This payment is no longer on the sale."),
    "tender_over": QT_TRANSLATE_NOOP(
        "Notices", "The amount is larger than what is left to pay. Charge the rest, or less."
    ),
}
