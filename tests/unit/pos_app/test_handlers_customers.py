"""Customers at the till: made, found, attached and changed offline; nothing personal in the journal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pos_app.commands import Command, Scan, SetTraining, TenderCash
from pos_app.commands.customers import (
    AnswerConsents,
    AttachCustomer,
    ConsentAnswer,
    CreateCustomer,
    DetachCustomer,
    EditCustomer,
    EmailReceipt,
)
from pos_app.queries import Query, ShowTill
from pos_app.queries.customers import FindCustomers, ListConsentTexts, ShowCustomer
from pos_app.views.customers import CustomerHit
from retail.consent import ConsentText
from retail.customer_merge import Profile, Written
from retail.errors import RuleError
from retail.hybrid_clock import tick
from retail.personal import read_personal
from sync.ports import OpResult, WireOp
from tests.fakes.clock import NOON
from tests.fakes.counter import Counter, supervisor
from tests.fakes.store import page

MILK = "4006381333931"
CARD = "2900000000018"
SECRETS = ("Müller", "Anna", "anna@", "301234567", CARD)
MARKETING = ConsentText(purpose="marketing", version="2", texts={"en": "May we write?", "de": "Dürfen wir?"})
PROFILING = ConsentText(purpose="profiling", version="1", texts={"en": "May we look?"})


@pytest.fixture
def till(counter: Counter) -> Counter:
    """A till whose store asks two consents."""
    scope = "config:store-1"
    with counter.local.store.read() as uow:
        config = uow.store_config()
    assert config is not None
    rows = [("store", "store-1", config.profile), ("tax", "settings", config.tax)]
    rows += [("reason", one.reason_id, one) for one in config.reasons]
    rows += [("consent_text", one.purpose, one) for one in (MARKETING, PROFILING)]
    counter.local.replica.reset(scope, "feed-2")
    counter.local.replica.apply(scope, page(scope, rows, "feed-2"))
    return counter


def anna(**more: object) -> CreateCustomer:
    fields = {"name": "Anna Müller", "phone": "030 1234567", "email": "anna@example.org", "card_code": CARD}
    return CreateCustomer(**(fields | more))  # type: ignore[arg-type]


def made(till: Counter, command: CreateCustomer) -> str:
    notice = till.ok(command).notice
    assert notice is not None and notice.code == "customer_saved"
    return str(notice.params["customer_id"])


def found(till: Counter, text: str) -> list[str]:
    return [hit.name for hit in till.ask(FindCustomers(text=text))]


def waiting(till: Counter) -> tuple[WireOp, ...]:
    return till.local.outbox.waiting(100)


def answer(purpose: str, version: str, *, given: bool = True, language: str = "en") -> ConsentAnswer:
    return ConsentAnswer(purpose=purpose, given=given, text_version=version, language=language)  # type: ignore[arg-type]


def test_a_new_customer_is_found_by_all_she_gave_and_is_on_the_sale(till: Counter) -> None:
    customer_id = made(till, anna())
    hit = CustomerHit(
        customer_id=customer_id,
        name="Anna Müller",
        phone="+49301234567",
        email="anna@example.org",
        card_code=CARD,
    )
    for text in ("ann", "müll", "Mueller an", "0301234567", "1234567", "+49 30 1234567", "ANNA@exa", CARD):
        assert till.ask(FindCustomers(text=text)) == (hit,), text
    for text in ("", "  ", "bert", "anna berta", "999", "bert@"):
        assert till.ask(FindCustomers(text=text)) == (), text
    assert till.ask(FindCustomers(text="anna", limit=0)) == ()
    sale = till.ask(ShowTill()).sale
    assert sale is not None and sale.customer is not None
    assert (sale.customer.customer_id, sale.customer.name, sale.customer.email) == (
        customer_id, "Anna Müller", "anna@example.org",
    )  # fmt: skip


def test_what_is_found_comes_by_name_and_no_more_than_asked(till: Counter) -> None:
    for name in ("Zoe Maier", "Anna Maier", "Maria Maier"):
        till.ok(CreateCustomer(name=name, attach=False))
    assert found(till, "maier") == ["Anna Maier", "Maria Maier", "Zoe Maier"]
    assert [hit.name for hit in till.ask(FindCustomers(text="ma", limit=2))] == ["Anna Maier", "Maria Maier"]
    assert found(till, "ma mar") == ["Maria Maier"]


def test_the_journal_holds_ids_and_hashes_and_the_rest_travels_beside(till: Counter) -> None:
    customer_id = made(till, anna(answers=(answer("marketing", "2"),)))
    till.ok(Scan(raw=MILK))
    txn_id = till.sale(Scan(raw=MILK)).txn_id
    till.change(TenderCash(txn_id=txn_id, amount=1000))
    till.ok(EmailReceipt(txn_id=txn_id))
    ops = waiting(till)
    for op in ops:
        text = json.dumps(op.body, ensure_ascii=False)
        assert not [word for word in SECRETS if word in text], op.kind
    saved = next(op for op in ops if op.kind == "customer.saved")
    personal = read_personal(saved.personal, saved.body["personal_hash"])
    assert personal.data["name"] == "Anna Müller"
    assert {change["hlc"] for change in saved.body["changes"]} == {saved.hlc}
    mailed = next(op for op in ops if op.kind == "receipt.emailed")
    assert read_personal(mailed.personal, mailed.body["personal_hash"]).data == {
        "address": "anna@example.org"
    }
    assert mailed.body["customer_id"] == customer_id
    sale = till.record(txn_id).body
    assert (sale.origin.customer_id, sale.origin.consent_version) == (customer_id, "marketing=2")
    paper = next(job.document for job in till.jobs() if job.txn_id == txn_id)
    assert not [word for word in SECRETS if word in str(paper)]


def test_consent_is_recorded_with_wording_and_language_and_can_be_withdrawn(till: Counter) -> None:
    texts = till.ask(ListConsentTexts(language="de-CH"))
    assert [(one.purpose, one.text_version, one.language) for one in texts] == [
        ("marketing", "2", "de"),
        ("profiling", "1", "en"),
    ]
    assert till.ask(ListConsentTexts())[0].text == "Dürfen wir?"
    customer_id = made(till, anna(answers=(answer("marketing", "2", language="de"),)))
    view = till.ask(ShowCustomer(customer_id=customer_id))
    assert [(one.purpose, one.asked, one.given) for one in view.consents] == [
        ("marketing", True, True), ("profiling", False, False),
    ]  # fmt: skip
    assert view.attached and not view.at_hub and not view.consents[0].outdated
    till.ok(AnswerConsents(customer_id=customer_id, answers=(answer("marketing", "2", given=False),)))
    assert not till.ask(ShowCustomer(customer_id=customer_id)).consents[0].given
    assert [op.kind for op in waiting(till)][-3:] == [
        "customer.saved", "customer.consented", "customer.consented",
    ]  # fmt: skip
    with till.local.store.read() as uow:
        txn = uow.drafts.current()
    assert txn is not None and txn.consent_version == "none"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ((answer("marketing", "1"),), "consent_text_changed"),
        ((answer("service", "1"),), "consent_text_changed"),
        ((answer("profiling", "1", language="de"),), "consent_text_changed"),
        ((answer("profiling", "1"), answer("profiling", "1", given=False)), "consent_twice"),
    ],
)
def test_only_what_was_asked_is_answered(
    till: Counter, answers: tuple[ConsentAnswer, ...], code: str
) -> None:
    assert till.refused(anna(answers=answers)) == code
    assert found(till, "anna") == []


def test_changes_are_written_field_by_field(till: Counter) -> None:
    customer_id = made(till, anna(attach=False))
    before = len(waiting(till))
    till.ok(EditCustomer(customer_id=customer_id, name="Anna Müller", phone="0171 5550000", email=""))
    edit = waiting(till)[-1]
    assert len(waiting(till)) == before + 1
    assert [change["field"] for change in edit.body["changes"]] == ["email", "phone"]
    assert not edit.body["created"]
    view = till.ask(ShowCustomer(customer_id=customer_id))
    assert (view.phone, view.email, view.name) == ("+491715550000", "", "Anna Müller")
    assert found(till, "1234567") == [] and found(till, "5550000") == ["Anna Müller"]
    till.ok(EditCustomer(customer_id=customer_id, name="Anna Müller"))
    assert len(waiting(till)) == before + 1


def test_a_shop_card_at_the_sell_screen_attaches_its_holder(till: Counter) -> None:
    customer_id = made(till, anna(attach=False))
    assert till.ask(ShowTill()).sale is None
    outcome = till.ok(Scan(raw=CARD))
    assert outcome.notice is not None and outcome.notice.code == "customer_attached"
    assert outcome.sale is not None and outcome.sale.customer is not None
    assert outcome.sale.customer.customer_id == customer_id
    assert till.refused(Scan(raw="NOBODY-7")) == "unknown_barcode"
    assert till.sale(DetachCustomer()).customer is None
    with till.local.store.read() as uow:
        txn = uow.drafts.current()
    assert txn is not None and (txn.customer_id, txn.consent_version) == (None, None)
    assert till.sale(AttachCustomer(customer_id=customer_id)).customer is not None


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (CreateCustomer(), "customer_empty"),
        (CreateCustomer(language="de"), "customer_empty"),
        (CreateCustomer(name="4111 1111 1111 1111"), "card_number_refused"),
        (CreateCustomer(card_code="4111111111111111"), "card_number_refused"),
        (CreateCustomer(phone="4111111111111111"), "card_number_refused"),
        (CreateCustomer(card_code="4012345678901"), "customer_card_is_goods"),
        (CreateCustomer(phone="call me"), "phone_invalid"),
        (CreateCustomer(email="anna.example.org"), "email_invalid"),
        (CreateCustomer(name="x" * 121), "customer_name_invalid"),
        (CreateCustomer(name="Anna", language="German!"), "customer_language_invalid"),
        (CreateCustomer(card_code="x" * 41), "customer_card_invalid"),
        (EditCustomer(customer_id="nobody", name="Bert"), "customer_unknown"),
        (AttachCustomer(customer_id="nobody"), "customer_unknown"),
        (AnswerConsents(customer_id="nobody", answers=()), "customer_unknown"),
        (DetachCustomer(), "no_sale_open"),
        (EmailReceipt(txn_id="nothing"), "sale_unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(till: Counter, command: Command, code: str) -> None:
    assert till.refused(command) == code


def test_one_card_belongs_to_one_customer(till: Counter) -> None:
    customer_id = made(till, anna(attach=False))
    assert till.refused(CreateCustomer(name="Bert", card_code=CARD)) == "customer_card_taken"
    till.ok(EditCustomer(customer_id=customer_id, card_code=f" {CARD} "))
    assert till.refused(EditCustomer(customer_id=customer_id, name="", phone="", email="", card_code="")) == (
        "customer_empty"
    )


def test_nothing_personal_is_shown_or_written_without_a_person_at_the_till(till: Counter) -> None:
    customer_id = made(till, anna(attach=False))
    till.desk.operator = None
    assert till.refused(CreateCustomer(name="Bert")) == "not_signed_in"
    queries: tuple[Query[Any], ...] = (FindCustomers(text="anna"), ShowCustomer(customer_id=customer_id))
    for query in queries:
        with pytest.raises(RuleError):
            till.ask(query)


def test_training_writes_no_customer_and_sends_no_mail(till: Counter) -> None:
    customer_id = made(till, anna(attach=False))
    till.ok(SetTraining(on=True, approval=supervisor()))
    assert till.refused(CreateCustomer(name="Bert")) == "training_customer"
    till.ok(AttachCustomer(customer_id=customer_id))
    txn_id = till.sale(Scan(raw=MILK)).txn_id
    till.change(TenderCash(txn_id=txn_id, amount=119))
    assert till.refused(EmailReceipt(txn_id=txn_id, address="a@example.org")) == "training_no_email"


def test_a_receipt_goes_to_the_address_keyed_or_to_the_customers(till: Counter) -> None:
    txn_id = till.sale(Scan(raw=MILK)).txn_id
    till.change(TenderCash(txn_id=txn_id, amount=119))
    assert till.refused(EmailReceipt(txn_id=txn_id)) == "email_missing"
    assert till.refused(EmailReceipt(txn_id=txn_id, address="not one")) == "email_invalid"
    till.ok(EmailReceipt(txn_id=txn_id, address="Bert@Example.ORG"))
    mailed = waiting(till)[-1]
    assert mailed.personal is not None and mailed.personal["data"] == {"address": "Bert@example.org"}
    assert (mailed.body["customer_id"], mailed.body["receipt_no"]) == ("", "S1-T2-000001")


# --- what comes from the hub ----------------------------------------------------------------------------


def from_hub(till: Counter, rows: list[tuple[str, str, object]], epoch: str = "c1") -> None:
    till.local.replica.apply("customers:store-1", page("customers:store-1", rows, epoch))  # type: ignore[arg-type]


def written(value: str, at: int = NOON) -> Written:
    return Written(value=value, stamp=tick(None, at, "terminal-9"))


def berta(**more: object) -> Profile:
    fields = {"name": written("Berta Böhm"), "phone": written("+49307654321")}
    return Profile(customer_id="berta", **({"fields": fields} | more))  # type: ignore[arg-type]


def hub_row_of(customer_id: str, seen: str) -> Profile:
    """What a hub makes of all that this till wrote up to a hybrid time."""
    return Profile(
        customer_id=customer_id, fields={"name": written("Anna Müller")}, seen={"terminal-2": seen}
    )


def acknowledge(till: Counter) -> None:
    """The hub has all that waits."""
    results = [OpResult(seq=op.seq, hash=op.hash, status="applied") for op in waiting(till)]
    till.local.outbox.acknowledge(results, till.clock.now())


def test_a_customer_of_another_till_is_here_and_her_writer_reads_his_own_words(till: Counter) -> None:
    from_hub(till, [("customer", "berta", berta())])
    assert found(till, "boehm") == ["Berta Böhm"]
    till.ok(EditCustomer(customer_id="berta", name="Berta Braun"))
    mine = waiting(till)[-1]
    assert mine.hlc > written("").stamp
    # The hub speaks again before it has seen what was written here.
    from_hub(till, [("customer", "x", None), ("customer", "berta", berta())])
    assert found(till, "berta") == ["Berta Braun"]
    # Then it has seen it, and somebody else was later.
    later = berta(fields={"name": written("Berta Bunt", NOON + 9)}, seen={"terminal-2": mine.hlc})
    from_hub(till, [("customer", "x", None), ("customer", "x", None), ("customer", "berta", later)])
    assert found(till, "berta") == ["Berta Bunt"]


@pytest.mark.parametrize("minutes", [8, 30 * 365 * 24 * 60])
def test_a_clock_that_is_behind_still_writes_later_than_what_it_has_read(till: Counter, minutes: int) -> None:
    ahead = NOON + minutes * 60_000
    from_hub(till, [("customer", "berta", berta(fields={"name": written("Berta", ahead)}))])
    till.ok(EditCustomer(customer_id="berta", name="Berta Braun"))
    assert waiting(till)[-1].hlc > written("", ahead).stamp


def test_an_erasure_takes_everything_here_also_what_was_never_sent(till: Counter) -> None:
    from_hub(till, [("customer", "berta", berta())])
    till.ok(AttachCustomer(customer_id="berta"))
    till.ok(EditCustomer(customer_id="berta", name="Berta Braun"))
    till.ok(AnswerConsents(customer_id="berta", answers=(answer("marketing", "2"),)))
    from_hub(
        till,
        [("customer", "x", None), ("customer", "berta", None), ("customer_erased", "berta", berta())],
    )
    assert found(till, "berta") == []
    assert [op.personal for op in waiting(till) if op.kind == "customer.saved"] == [None]
    sale = till.ask(ShowTill()).sale
    assert sale is not None and sale.customer is not None and sale.customer.name == ""
    for table in ("personal", "customer_op", "customer", "customer_key"):
        with till.local.pos.read():
            left = till.local.pos.driver.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own names
            assert left == (0,)
    # A row that comes late does not bring her back.
    rows: list[tuple[str, str, object]] = [("customer", "x", None)] * 3
    from_hub(till, [*rows, ("customer", "berta", berta())])
    assert found(till, "berta") == []
    assert till.refused(EditCustomer(customer_id="berta", name="Berta")) == "customer_unknown"


def test_who_does_not_come_again_is_gone_but_not_who_was_never_sent(till: Counter) -> None:
    from_hub(till, [("customer", "berta", berta())])
    till.ok(CreateCustomer(name="Anna", attach=False))
    till.local.replica.reset("customers:store-1", "c2")
    from_hub(
        till, [("customer", "cleo", Profile(customer_id="cleo", fields={"name": written("Cleo")}))], "c2"
    )
    assert found(till, "berta") == []
    assert found(till, "anna") == ["Anna"] and found(till, "cleo") == ["Cleo"]


def test_who_was_written_here_stays_where_a_restored_hub_forgot_her_before_it_said_so(till: Counter) -> None:
    anna_id = made(till, anna())
    till.ok(AnswerConsents(customer_id=anna_id, answers=(answer("marketing", "2"),)))
    mine = waiting(till)
    from_hub(till, [("customer", anna_id, hub_row_of(anna_id, mine[-1].hlc))])
    acknowledge(till)
    # The feed is read anew, and only then does a hello tell of the hub's new generation.
    till.local.replica.reset("customers:store-1", "c2")
    from_hub(till, [("customer", "berta", berta())], "c2")
    assert found(till, "anna") == ["Anna Müller"]
    shown = till.ask(ShowCustomer(customer_id=anna_id))
    assert [one.given for one in shown.consents if one.purpose == "marketing"] == [True]
    till.local.outbox.rewind(0)
    assert waiting(till) == mine
    # A row that goes without an erasure takes nothing of her either, an erasure takes all.
    from_hub(till, [("customer", "x", None), ("customer", anna_id, None)], "c2")
    assert found(till, "anna") == ["Anna Müller"]
    from_hub(till, [*[("customer", "x", None)] * 2, ("customer_erased", anna_id, berta())], "c2")
    assert found(till, "anna") == []


def test_rows_that_cannot_be_used_are_shown_to_nobody(till: Counter) -> None:
    from_hub(till, [("customer", "berta", ConsentText(purpose="service", version="1", texts={}))])
    from_hub(till, [("customer", "x", None), ("customer", "dora", berta())])
    assert found(till, "berta") == []


def test_personal_data_goes_thirty_days_after_the_hub_had_it(till: Counter) -> None:
    made(till, anna())
    acknowledge(till)
    till.clock.pass_ms(30 * 24 * 3600 * 1000 + 1)
    till.ok(CreateCustomer(name="Cleo", attach=False))
    till.restart()
    till.stand()
    with till.local.pos.read():
        assert till.local.pos.driver.execute("SELECT count(*) FROM personal").fetchone() == (1,)
