"""Customers without a window: found, put on the sale, created with what they agree to, and sent a receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from pos_app import commands as c
from pos_app import views as v
from pos_app.commands import customers as cc
from pos_app.commands.loyalty import AskAccount
from proof import canned_counter as canned
from proof.canned_till import TILL
from tests.fakes.side_till import refused
from ui.customers.facts import language_name

At = Callable[..., Any]
SAVED = v.Outcome(ok=True, notice=v.Notice(code="customer_saved", message="Saved.", tone="positive"))


def shown(desk: Any) -> str:
    return str(desk.shell.property("route"))


def consents(form: Any) -> list[Any]:
    found = form.property("consents")
    return [found.at(i) for i in range(len(found))]


def test_somebody_is_found_as_her_name_is_typed_and_enter_puts_her_on_the_sale(at: At) -> None:
    desk = at()
    desk.press("Ctrl+U")
    model = desk.screen("customers")
    assert (model.property("shown_one"), model.property("empty_text")) == (False, "Who is it?")
    model.type_text("schö")
    model.submit()
    desk.settle()
    assert desk.last == cc.AttachCustomer(customer_id="k1")
    assert shown(desk) == "sell"


def test_who_was_found_is_shown_with_what_she_agreed_to(at: At) -> None:
    desk = at()
    desk.press("Ctrl+U")
    model = desk.screen("customers")
    model.type_text("schö")
    desk.settle()
    desk.press("Down", "Down", "Down")
    third = model.property("rows").at(model.property("selected"))
    assert (third.name, third.detail) == ("schoenes.leben@example.net", "K-000977")
    facts = {fact["label"]: fact["text"] for fact in model.property("facts")}
    assert facts["Language"] == "Deutsch"
    assert facts["Messages about orders"].startswith("Yes, ")
    assert facts["News and offers"] == "The wording has changed: ask again"
    assert facts["Evaluation of purchases"] == "Not asked"
    assert model.property("waiting") is True
    desk.press("F12")
    assert desk.last == cc.AttachCustomer(customer_id="k3")


def test_nobody_found_can_be_created_from_what_was_typed(at: At) -> None:
    desk = at(hits=())
    desk.press("Ctrl+U")
    model = desk.screen("customers")
    for typed, field in (
        ("Xylander", "name"),
        ("+49 30 90", "phone"),
        ("x@example.org", "email"),
    ):
        model.type_text(typed)
        desk.settle()
        assert model.property("empty_text") == f"Nobody found for {typed}"
        assert desk.shell.press("F12") is False
        desk.press("F2")
        assert desk.screen("customer_form").property(field) == typed
        desk.press("Esc")
        if shown(desk) == "customer_form":
            desk.press("Esc")


def test_a_card_shows_its_owner_or_goes_into_a_new_form(at: At) -> None:
    desk = at()
    desk.press("Ctrl+U")
    desk.scan("K-000481")
    assert desk.screen("customers").property("name") == "Friederike Schönberg-Überall"
    desk.bus.hits = ()
    desk.scan("K-1")
    assert "K-1" in desk.shell.property("notice_text")
    desk.press("F2")
    assert desk.screen("customer_form").property("card_code") == "K-1"
    desk.scan("]C0K-2\x1d")
    assert desk.screen("customer_form").property("card_code") == "K-2"


def test_who_is_on_the_sale_is_shown_first_and_can_be_taken_off(at: At) -> None:
    desk = at(replace(TILL, sale=canned.OFFERS))
    cart = desk.screen("sell").property("cart")
    assert (cart.property("has_customer"), cart.property("customer_name")) == (
        True,
        "Friederike Schönberg-Überall",
    )
    desk.press("Ctrl+U")
    model = desk.screen("customers")
    assert model.property("attached") is True
    assert desk.shell.press("F12") is False
    desk.bus.answers[cc.DetachCustomer] = v.Outcome(ok=True, sale=replace(canned.OFFERS, customer=None))
    desk.press("F8")
    assert desk.last == cc.DetachCustomer()
    assert model.property("attached") is False
    desk.press("Esc", "Ctrl+S")
    desk.screen("sell").detach()
    assert desk.last == cc.DetachCustomer()


def test_nothing_is_ticked_and_only_what_she_answers_is_recorded(at: At) -> None:
    desk = at()
    desk.bus.answers[cc.CreateCustomer] = SAVED
    desk.press("Ctrl+U", "F2")
    form = desk.screen("customer_form")
    assert [row.given for row in consents(form)] == [False] * 3
    assert consents(form)[1].version_text == "Wording 2026-07"
    form.set_field("name", " Ada ")
    form.answer("marketing")
    form.answer("profiling")
    form.answer("profiling")
    desk.press("F2", "F12")
    answers = (
        cc.ConsentAnswer(purpose="marketing", given=True, text_version="2026-07", language="de"),
        cc.ConsentAnswer(purpose="profiling", given=False, text_version="2025-11", language="de"),
    )
    assert desk.last == cc.CreateCustomer(name="Ada", language="de", answers=answers)
    assert shown(desk) == "sell"
    assert desk.shell.property("notice_text") == "The customer is saved."


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("customer_empty", "name"),
        ("phone_invalid", "phone"),
        ("email_invalid", "email"),
        ("customer_card_taken", "card_code"),
        ("customer_card_is_goods", "card_code"),
        ("training_customer", ""),
    ],
)
def test_what_is_wrong_stands_at_its_field(at: At, code: str, field: str) -> None:
    desk = at()
    desk.bus.answers[cc.CreateCustomer] = refused(code)
    desk.press("Ctrl+U", "F2", "F12")
    form = desk.screen("customer_form")
    problems = form.property("problems")
    assert [name for name, text in problems.items() if text] == ([field] if field else [])
    assert (form.property("problem") != "") is (field == "")
    form.set_field("name", "A")
    assert not any(form.property("problems").values())


def test_what_was_typed_is_lost_only_at_the_second_escape(at: At) -> None:
    desk = at()
    desk.press("Ctrl+U", "F2")
    form = desk.screen("customer_form")
    form.set_field("name", "Ada")
    desk.press("Esc")
    assert (shown(desk), "Esc" in form.property("problem")) == ("customer_form", True)
    desk.press("Esc")
    assert shown(desk) == "customers"
    desk.press("F2", "Esc")
    assert shown(desk) == "customers"


def test_a_known_customer_is_changed_and_asked_again_about_a_new_wording(at: At) -> None:
    desk = at(replace(TILL, sale=canned.OFFERS))
    desk.bus.answers |= {cc.EditCustomer: SAVED, cc.AnswerConsents: SAVED}
    desk.press("Ctrl+U", "F3")
    form = desk.screen("customer_form")
    assert form.property("title") == "Friederike Schönberg-Überall"
    service, marketing, profiling = consents(form)
    assert (service.given, marketing.given, profiling.given) == (True, False, False)
    assert (marketing.note, profiling.note) == ("The wording has changed: ask again", "")
    form.set_field("phone", "")
    desk.press("F12")
    assert desk.last == cc.EditCustomer(customer_id="k1", phone="")
    assert shown(desk) == "customers"
    desk.press("F3")
    form.answer("service")
    desk.press("F12")
    withdrawn = cc.ConsentAnswer(purpose="service", given=False, text_version="2026-03", language="de")
    assert desk.last == cc.AnswerConsents(customer_id="k1", answers=(withdrawn,))


def test_a_wording_that_changed_meanwhile_is_asked_anew(at: At) -> None:
    desk = at()
    desk.bus.answers[cc.CreateCustomer] = refused("consent_text_changed")
    desk.press("Ctrl+U", "F2")
    form = desk.screen("customer_form")
    form.answer("marketing")
    desk.press("F12")
    assert [row.given for row in consents(form)] == [False] * 3
    assert form.property("problem").startswith("The wording has changed.")


def test_the_receipt_goes_to_the_address_of_the_sales_customer(at: At) -> None:
    desk = at(replace(TILL, sale=canned.OFFERS))
    desk.bus.answers[c.TenderCash] = v.Outcome(ok=True, change=canned.CHANGE)
    desk.press("F12", "F8", "F4")
    sheet = desk.sheet
    assert sheet.property("start") == "f.schoenberg@example.org"
    sheet.accept(" ")
    assert sheet.property("problem") == "Key the e-mail address first."
    desk.bus.answers[cc.EmailReceipt] = refused("email_invalid")
    sheet.accept("x")
    desk.settle()
    assert sheet.property("problem").startswith("This is no e-mail address.")
    desk.bus.answers[cc.EmailReceipt] = v.Outcome(ok=True)
    sheet.accept("f@example.org")
    desk.settle()
    assert desk.last == cc.EmailReceipt(txn_id="t1", address="f@example.org")
    assert (desk.sheet, shown(desk)) == (None, "change")


def test_a_training_receipt_is_sent_to_nobody(at: At) -> None:
    desk = at(replace(TILL, sale=canned.OFFERS))
    change = replace(canned.CHANGE, training=True)
    desk.bus.answers[c.TenderCash] = v.Outcome(ok=True, change=change)
    desk.press("F12", "F8")
    assert desk.shell.press("F4") is False


def test_the_journal_sends_the_receipt_of_an_earlier_sale(at: At) -> None:
    desk = at()
    desk.press("Ctrl+J", "F7")
    assert desk.sheet.property("start") == ""
    desk.sheet.accept("a@example.org")
    desk.settle()
    assert desk.last == cc.EmailReceipt(txn_id="t299", address="a@example.org")
    desk.press("Down", "Down", "Down", "F7")
    assert desk.sheet is None
    assert desk.shell.property("notice_text") != ""


def test_a_language_is_named_in_itself_and_an_unknown_one_by_its_code() -> None:
    assert [language_name(code) for code in ("de", "fr", "xx", "")] == ["Deutsch", "Français", "xx", ""]


def test_the_hub_is_asked_how_her_account_stands_now(at: At) -> None:
    desk = at()
    desk.press("Ctrl+U")
    model = desk.screen("customers")
    assert model.can("ask_hub") is False
    model.type_text("schö")
    desk.settle()
    assert (model.property("has_account"), model.property("asking")) == (True, False)
    desk.press("F5")
    assert desk.last == AskAccount(customer_id="k1")
    assert (model.property("asking"), model.can("ask_hub")) == (True, False)
    desk.bus.tell("answer", v.Outcome(ok=True))
    desk.settle()
    assert model.property("asking") is False
    desk.answer(AskAccount, refused("not_signed_in"))
    desk.press("F5")
    assert model.property("asking") is False
