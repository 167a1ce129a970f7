"""What the till says about customers, by its stable codes: the texts that `ui.words` translates."""

from __future__ import annotations

from ui.marked import QT_TRANSLATE_NOOP

CUSTOMER_NOTICES: dict[str, str] = {
    "customer_twin": QT_TRANSLATE_NOOP(
        "Notices", "Saved. {name} has the same number or e-mail: if it is one person, use that entry."
    ),
    "customer_saved": QT_TRANSLATE_NOOP("Notices", "The customer is saved."),
    "customer_attached": QT_TRANSLATE_NOOP("Notices", "{name} is on this sale."),
    "customer_unknown": QT_TRANSLATE_NOOP("Notices", "This customer is not known here. Search again."),
    "customer_empty": QT_TRANSLATE_NOOP("Notices", "Key a name, a phone number, an e-mail or a card first."),
    "customer_name_invalid": QT_TRANSLATE_NOOP("Notices", "A name has at most {most} readable characters."),
    "customer_card_invalid": QT_TRANSLATE_NOOP(
        "Notices", "This is no code of a shop card. Scan the card again."
    ),
    "customer_card_taken": QT_TRANSLATE_NOOP("Notices", "This card belongs to another customer already."),
    "customer_card_is_goods": QT_TRANSLATE_NOOP(
        "Notices", "This is the code of goods, not of a card. Scan the card."
    ),
    "customer_language_invalid": QT_TRANSLATE_NOOP("Notices", "Pick a language from the list."),
    "phone_invalid": QT_TRANSLATE_NOOP(
        "Notices", "This is no telephone number. Key it again, with its country code."
    ),
    "email_invalid": QT_TRANSLATE_NOOP("Notices", "This is no e-mail address. Key it again."),
    "email_missing": QT_TRANSLATE_NOOP("Notices", "Key the e-mail address first."),
    "receipt_emailed": QT_TRANSLATE_NOOP("Notices", "The hub sends the receipt."),
    "training_no_email": QT_TRANSLATE_NOOP("Notices", "A training receipt is not sent to anybody."),
    "training_customer": QT_TRANSLATE_NOOP(
        "Notices", "Customers are not changed in training. Switch it off first."
    ),
    "consent_text_changed": QT_TRANSLATE_NOOP(
        "Notices", "The wording has changed. Show it again, then ask again."
    ),
    "consent_twice": QT_TRANSLATE_NOOP("Notices", "Each consent is answered once."),
}
