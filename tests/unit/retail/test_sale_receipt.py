"""What a customer and an auditor find on the paper: shop, lines, taxes, tenders, day, number and hash."""

from __future__ import annotations

from msgspec.structs import replace

from retail import sale
from retail.discount import Discount
from retail.events import SaleCompleted
from retail.receipt import Notice, Picture, ReceiptDocument
from retail.receipt_layout import as_text
from retail.sale_receipt import HASH_DIGITS, duplicate, sale_receipt
from retail.sale_record import reversal
from retail.store_config import StoreConfig
from retail.tax import TaxRate
from retail.transaction import Approval, PriceOverride
from tests.fakes.clock import NOON
from tests.fakes.shop import APPLES, AUSTIN, BERLIN, COLA, MILK, ZURICH, a_deposit, a_line, an_origin
from tests.fakes.sold import a_cart, paid, sold

HASH = "0123456789abcdef" * 4


def paper(body: SaleCompleted, config: StoreConfig = BERLIN) -> ReceiptDocument:
    """The receipt."""
    return sale_receipt(body, config.profile, HASH, "paper-1", "Ada")


def rows(document: ReceiptDocument) -> list[str]:
    """The receipt as 42 columns of text, each run of blanks made one."""
    return [" ".join(row.split()) for row in as_text(document, 42).splitlines()]


def simple(config: StoreConfig = BERLIN) -> SaleCompleted:
    """One carton of milk, paid with two coins."""
    return sold(a_cart([a_line(MILK)], config), [paid("cash", 200)], config)


def test_the_shops_logo_stands_above_its_name_and_below_a_duplicates_mark() -> None:
    config = replace(BERLIN, profile=replace(BERLIN.profile, logo="a" * 64))
    receipt = paper(simple(config), config)
    assert receipt.blocks[0] == Picture("a" * 64)
    assert isinstance(duplicate(receipt, "paper-2", "EUR").blocks[0], Notice)
    assert not any(isinstance(block, Picture) for block in paper(simple()).blocks)


def test_the_whole_receipt_in_german() -> None:
    assert rows(paper(simple())) == [
        "Laden am Park",
        "Parkstraße 1",
        "10115 Berlin",
        "USt-IdNr. DE123456789",
        "-" * 42,
        "Milch 1 l 1,19 B",
        "-" * 42,
        "SUMME 1,19 EUR",
        "Bar 2,00",
        "Rückgeld -0,81",
        "",
        "MwSt. Netto Steuer Brutto",
        "B 7 % 1,11 0,08 1,19",
        "-" * 42,
        "Beleg S1-T2-000001",
        "Geschäftstag 30.11.2026",
        "30.11.2026 13:00",
        "Es bediente Sie Ada",
        f"Journal {HASH[:HASH_DIGITS]}",
        "",
        "[QR:S1-T2-000001]",
        "",
        "Danke für Ihren Einkauf",
        "[CUT]",
    ]


def test_weights_quantities_and_deposits_say_how_the_price_came_about() -> None:
    cart = a_cart([a_line(APPLES, 345), a_line(COLA, 6000), a_line(MILK, line_id="one")])
    cart = sale.add_deposit(cart, "line-cola", a_deposit(COLA))
    found = rows(paper(sold(cart, [paid("card", 966)])))
    assert found[5:12] == [
        "Äpfel 1,03 B",
        "0,345 kg x 2,99/kg",
        "Cola 0,5 l 5,94 A",
        "6 x 0,99",
        "Pfand Cola 0,5 l 1,50 A",
        "6 x 0,25",
        "Milch 1 l 1,19 B",
    ]


def test_discounts_and_a_changed_price_are_shown() -> None:
    cart = a_cart([a_line(MILK, 2000), a_line(COLA)])
    cart = sale.override_price(
        cart, "line-cola", 80, PriceOverride(was=0, reason_id="label", operator_id="grace")
    )
    cart = sale.discount_line(cart, "line-milk", Discount(discount_id="d", kind="percent", value="10"))
    cart = sale.discount_line(cart, "line-cola", Discount(discount_id="e", kind="amount", value=10))
    cart = sale.discount_sale(cart, Discount(discount_id="f", kind="percent", value="5"))
    found = rows(paper(sold(cart, [paid("card", 270)])))
    assert "Rabatt 10 % -0,24" in found
    assert "Preis geändert, war 0,99" in found
    assert "Rabatt -0,10" in found
    assert "Zwischensumme 2,84" in found
    assert "Rabatt auf alles 5 % -0,14" in found
    assert "SUMME 2,70 EUR" in found


def test_a_share_has_the_decimal_sign_of_its_paper() -> None:
    discount = Discount(discount_id="d", kind="percent", value="12.5")
    cart = sale.discount_sale(sale.discount_line(a_cart([a_line(MILK)]), "line-milk", discount), discount)
    found = rows(paper(sold(cart, [paid("card", 91)])))
    assert "Rabatt 12,5 % -0,15" in found
    assert "Rabatt auf alles 12,5 % -0,13" in found


def test_an_arabic_expiry_date_is_whole_beside_an_english_word() -> None:
    profile = replace(BERLIN.profile, languages=("ar",))
    line = replace(a_line(MILK), expiry="2026-12-24")
    found = rows(paper(sold(a_cart([line]), [paid("card", 119)]), replace(BERLIN, profile=profile)))
    assert "Use by 24/12/2026" in found


def test_a_voided_line_is_not_on_the_paper() -> None:
    cart = a_cart([a_line(MILK), replace(a_line(COLA), voided=True)])
    assert not any("Cola" in row for row in rows(paper(sold(cart, [paid("card", 119)]))))


def test_cash_rounding_is_a_line_of_its_own_with_its_notice() -> None:
    found = rows(paper(simple(ZURICH), ZURICH))
    at = found.index("SUMME 1.19 CHF")
    assert found[at + 1 : at + 6] == [
        "Barrundung 0.01",
        "ZU ZAHLEN 1.20 CHF",
        "Bar 2.00",
        "Rückgeld -0.80",
        "Barbeträge werden auf vorhandene Münzen",
    ]


def test_tax_on_top_of_prices_is_shown_before_the_total() -> None:
    found = rows(paper(sold(a_cart([a_line(COLA)], AUSTIN), [paid("cash", 107)], AUSTIN), AUSTIN))
    assert "Cola 0,5 l 0.99" in found
    assert "Sales tax 0.08" in found
    assert "Sales tax Net Tax Gross" in found
    assert "VAT" not in as_text(
        paper(sold(a_cart([a_line(COLA)], AUSTIN), [paid("cash", 107)], AUSTIN), AUSTIN), 42
    )
    assert "TOTAL 1.07 USD" in found
    assert not any(row.startswith("VAT no.") for row in found)


def test_taxes_of_several_names_each_say_theirs() -> None:
    rates = (TaxRate(code="G", name="GST", rate="0.05"), TaxRate(code="P", name="PST", rate="0.07"))
    vancouver = replace(AUSTIN, tax=replace(AUSTIN.tax, classes={"standard": rates}))
    found = rows(paper(sold(a_cart([a_line(COLA)], vancouver), [paid("cash", 111)], vancouver), vancouver))
    for row in (
        "GST 0.05",
        "PST 0.07",
        "Rate Net Tax Gross",
        "GST 5% 0.99 0.05 1.04",
        "PST 7% 0.99 0.07 1.06",
    ):
        assert row in found


def test_a_rate_that_stands_in_the_name_is_not_said_twice() -> None:
    classes = {
        "standard": (TaxRate(code="S", name="VAT 20 %", rate="0.20", letter="A"),),
        "reduced": (TaxRate(code="R", name="VAT 5 %", rate="0.05", letter="B"),),
    }
    leeds = replace(BERLIN, tax=replace(BERLIN.tax, classes=classes))
    found = rows(paper(sold(a_cart([a_line(COLA), a_line(MILK)], leeds), [paid("card", 218)], leeds), leeds))
    assert "A VAT 20 % 0,82 0,17 0,99" in found
    assert "B VAT 5 % 1,13 0,06 1,19" in found


def test_a_sale_without_tax_has_no_tax_table() -> None:
    untaxed = replace(a_line(MILK), tax_class="none")
    assert "Netto" not in as_text(paper(sold(a_cart([untaxed]), [paid("cash", 119)])), 42)


def test_tax_groups_add_up_on_paper() -> None:
    found = rows(paper(sold(a_cart([a_line(MILK), a_line(COLA)]), [paid("card", 218)])))
    assert "A 19 % 0,83 0,16 0,99" in found
    assert "B 7 % 1,11 0,08 1,19" in found


def test_a_card_shows_brand_and_last_four_only() -> None:
    full = sold(a_cart([a_line(MILK)]), [paid("card", 119, brand="Visa", last4="4242", reference="slip 7")])
    assert "Karte Visa **** 4242 1,19" in rows(paper(full))
    assert "slip 7" not in as_text(paper(full), 42)
    assert "Karte 1,19" in rows(paper(sold(a_cart([a_line(MILK)]), [paid("card", 119)])))


def test_an_age_check_is_on_the_paper() -> None:
    body = sold(sale.confirm_age(a_cart([a_line(MILK)]), 18), [paid("cash", 119)])
    assert "Alter geprüft 18+" in rows(paper(body))


def test_training_is_no_receipt() -> None:
    body = sold(a_cart([a_line(MILK)], training=True), [paid("cash", 119)], receipt_no="S1-T2-TR000001")
    assert Notice("TRAINING - KEIN BELEG") in paper(body).blocks


def test_a_post_void_says_what_it_cancels_and_gives_back() -> None:
    word = Approval(permission="post_void", operator_id="grace", at=NOON)
    body = sold(a_cart([a_line(MILK, 2000)]), [paid("card", 38), paid("cash", 200)])
    back = reversal(body, "back-1", an_origin(), "S1-T2-000002", word, NOON)
    found = rows(paper(back))
    assert Notice("STORNO") in paper(back).blocks
    assert "Storniert Beleg S1-T2-000001" in found
    assert "SUMME -2,38 EUR" in found
    assert "Karte -0,38" in found
    assert "Bar zurückgezahlt -2,00" in found
    assert "Rückgeld" not in as_text(paper(back), 42)


def test_a_duplicate_is_marked_once_and_opens_no_drawer() -> None:
    original = replace(paper(simple()), open_drawer=True)
    copy = duplicate(original, "paper-2", "EUR")
    again = duplicate(copy, "paper-3", "EUR")
    assert copy.blocks[0] == Notice("KOPIE")
    assert copy.blocks[1:] == original.blocks
    assert again.blocks == copy.blocks
    assert (again.document_id, again.kind, again.open_drawer) == ("paper-3", "duplicate", False)


def test_a_shop_without_extras_prints_without_them() -> None:
    bare = replace(BERLIN, profile=replace(BERLIN.profile, address=(), tax_id="", receipt_footer=()))
    found = rows(paper(simple(bare), bare))
    assert found[:2] == ["Laden am Park", "-" * 42]
    assert found[-4].startswith("Journal")
    assert found[-2] == "[QR:S1-T2-000001]"
