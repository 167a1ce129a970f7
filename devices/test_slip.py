"""The slip that shows whether a printer is set up right: characters, columns, codes, blade."""

from __future__ import annotations

from retail.receipt import Barcode, Blank, Cut, Qr, ReceiptDocument, Row, Rule, Text


def document(*, open_drawer: bool = False) -> ReceiptDocument:
    """One slip; what to look for stands on it."""
    return ReceiptDocument(
        document_id="test-slip",
        kind="test",
        language="en",
        open_drawer=open_drawer,
        blocks=(
            Text("Tillbridge", align="center", bold=True, size=2),
            Text("Test slip", align="center"),
            Rule(),
            Text("Each line must show what its name says."),
            Row("Euro, pound", "€ £"),
            Row("German", "ÄÖÜ äöü ß"),
            Row("French, Spanish", "é è ç œ ñ ¿"),
            Row("Polish, Czech", "ł ą ę š č ř"),
            Row("Greek, Turkish", "Ωμέγα ά ώ ğ ş"),
            Row("Cyrillic", "Ёжик Щука"),
            Row("Drawn: Romanian", "ă ș ț"),
            Row("Drawn: Hebrew, Arabic", "שלום سلام"),
            Row("Drawn: Thai, Hindi", "สวัสดี नमस्ते"),
            Row("Drawn: Chinese, Japanese", "你好 こんにちは"),
            Row("Drawn: Korean, emoji", "안녕 🍎 😀"),
            Row("Bold", "1.234,56", bold=True),
            Row("Large", "9,99 €", size=2),
            Rule(double=True),
            Text("The paper's right edge is at the last digit:"),
            Row("<", "0123456789"),
            Blank(),
            Qr("https://example.org/tillbridge", "A phone must read this code."),
            Barcode("TEST-000123"),
            Cut(),
        ),
    )
