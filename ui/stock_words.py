"""What the till says about stock, by its stable codes: the texts that `ui.words` translates."""

from __future__ import annotations

from ui.marked import QT_TRANSLATE_NOOP

STOCK_NOTICES: dict[str, str] = {
    "right_asked": QT_TRANSLATE_NOOP("Notices", "Asking whether these are still free …"),
    "right_offline": QT_TRANSLATE_NOOP(
        "Notices",
        "These are the last ones known here, and the hub cannot be asked. A supervisor may sell them.",
    ),
    "right_refused": QT_TRANSLATE_NOOP(
        "Notices", "The last ones are promised to others. They are here: a supervisor may sell them."
    ),
    "stock_document_gone": QT_TRANSLATE_NOOP("Notices", "This stock document is no longer there."),
    "stock_document_posted": QT_TRANSLATE_NOOP(
        "Notices", "This document is posted. Correct it with another one."
    ),
    "stock_document_empty": QT_TRANSLATE_NOOP(
        "Notices", "There is nothing on this document yet. Scan the goods."
    ),
    "stock_document_full": QT_TRANSLATE_NOOP(
        "Notices", "A document holds {most} items. Post it, then go on with another."
    ),
    "stock_posted": QT_TRANSLATE_NOOP("Notices", "The stock is changed."),
    "training_stock": QT_TRANSLATE_NOOP("Notices", "Stock is not changed in training. Switch it off first."),
    "other_store_needed": QT_TRANSLATE_NOOP("Notices", "Say which store the goods go to or come from."),
    "other_store_is_this": QT_TRANSLATE_NOOP("Notices", "A transfer goes to another store than this one."),
}
