"""A receipt as an e-mail: plain text, and the same as simple HTML; worked out of the sale's own op."""

from __future__ import annotations

from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape

from msgspec.structs import replace

from retail.events import SaleCompleted
from retail.receipt import Cut, ReceiptDocument
from retail.receipt_layout import as_text
from retail.receipt_words import PaperWords
from retail.sale_receipt import sale_receipt
from retail.store_config import StoreProfile

COLUMNS = 42
"""As on 80 mm paper, so that it reads on a telephone too."""


def receipt_message(
    sale: SaleCompleted,
    profile: StoreProfile,
    entry_hash: str,
    served_by: str,
    *,
    sender: str,
    address: str,
    message_id: str,
    at: int,
) -> EmailMessage:
    """The letter. `message_id` is the same at every attempt, so that a reader's server sees it is one.

    Raises ValueError where a header cannot hold what it should.
    """
    document = sale_receipt(sale, profile, entry_hash, message_id, served_by)
    text = as_text(_without_cut(document), COLUMNS)
    language = profile.languages[0]
    words = PaperWords(language, sale.currency)
    message = EmailMessage()
    message["Subject"] = _folded_never(f"{words['receipt']} {sale.receipt_no} – {profile.name}")
    name, own = parseaddr(sender)
    message["From"] = Address(display_name=_folded_never(name or profile.name), addr_spec=own)
    local, _, domain = address.rpartition("@")
    message["To"] = Address(username=local, domain=domain.encode("idna").decode())
    message["Date"] = format_datetime(datetime.fromtimestamp(at / 1000, UTC))
    message["Message-ID"] = f"<{message_id}@{own.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_alternative(_html(text, language, message["Subject"]), subtype="html")
    return message


def _folded_never(text: str) -> str:
    """`text` without what begins encoded words (RFC 2047): unfolded, they could hold header lines."""
    return text.replace("=?", "= ?")


def _without_cut(document: ReceiptDocument) -> ReceiptDocument:
    return replace(document, blocks=tuple(one for one in document.blocks if not isinstance(one, Cut)))


def _html(text: str, language: str, title: str) -> str:
    """No pictures, no links, nothing loaded from anywhere: a receipt watches nobody."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>"
        f'<pre style="font-family: monospace; line-height: 1.3">{escape(text)}</pre></body></html>\n'
    )
