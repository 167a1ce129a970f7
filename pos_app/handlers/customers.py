"""Handlers of customers at the till: create, change, consent, attach, and the receipt by e-mail.

Everything works offline. The journal gets ids and a salted hash; names, phones and addresses go into a table
beside it (rule 10).
"""

from __future__ import annotations

import secrets

from msgspec.structs import replace

from pos_app.code_lookup import Hit, look_up
from pos_app.commands import Scan
from pos_app.commands import customers as c
from pos_app.handlers.gift_cards import scanned_gift_card
from pos_app.handlers.goods import open_or_new
from pos_app.handlers.goods import scan as scan_goods
from pos_app.outcomes import changed_sale, done, refused
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail.consent import Consent, consent_version
from retail.customer import FIELDS, Customer, check_reach, query_keys, search_keys, tidy
from retail.customer_merge import Profile
from retail.errors import RuleError
from retail.events import Body, CustomerConsented, CustomerSaved, FieldChange, ReceiptEmailed
from retail.identifiers import parse
from retail.personal import SALT_BYTES, Personal, personal_hash

_TWINS = 5
"""Customers looked at for the same number or address: more than a family shares none."""


def create(step: Step, command: c.CreateCustomer) -> Outcome:
    """Put a new customer on record, with what she answered; attach her where asked."""
    _check_may_write(step)
    given = {name: getattr(command, name) for name in FIELDS}
    values = {name: text for name, text in _tidied(step, given).items() if text}
    check_reach(values)
    _check_card_free(step, values.get("card_code", ""), "")
    customer_id = step.ids.new()
    twin = _twin(step, values, customer_id)
    _write(step, customer_id, values, created=True)
    _answer(step, customer_id, command.answers)
    if command.attach:
        _attach(step, customer_id)
    return done(step, _saved(customer_id, twin))


def edit(step: Step, command: c.EditCustomer) -> Outcome:
    """Write the fields that differ; the hub merges them with what other tills wrote."""
    _check_may_write(step)
    profile = _known(step, command.customer_id)
    customer_id, was = profile.customer_id, profile.customer().values()
    asked = {name: getattr(command, name) for name in FIELDS if getattr(command, name) is not None}
    values = {name: text for name, text in _tidied(step, asked).items() if text != was[name]}
    if not values:
        return done(step, _saved(customer_id))
    check_reach(was | values)
    _check_card_free(step, values.get("card_code", ""), customer_id)
    twin = _twin(step, values, customer_id)
    _write(step, customer_id, values, after=profile.newest())
    return done(step, _saved(customer_id, twin))


def answer_consents(step: Step, command: c.AnswerConsents) -> Outcome:
    """Record what she gives or withdraws; on the open sale it is in force at once."""
    _check_may_write(step)
    customer_id = _known(step, command.customer_id).customer_id
    _answer(step, customer_id, command.answers)
    txn = step.uow.drafts.current()
    if txn is not None and txn.customer_id in (customer_id, command.customer_id):
        _attach(step, customer_id)
    return done(step, _saved(customer_id))


def attach(step: Step, command: c.AttachCustomer) -> Outcome:
    """Put her on the sale, with the consent in force (rule 11)."""
    step.operator()
    _attach(step, command.customer_id)
    return changed_sale(step)


def detach(step: Step, _command: c.DetachCustomer) -> Outcome:
    """Take the customer off the sale."""
    step.uow.drafts.save(replace(step.transaction(), customer_id=None, consent_version=None))
    return changed_sale(step)


def email_receipt(step: Step, command: c.EmailReceipt) -> Outcome:
    """Ask the hub to send the receipt of a completed sale; the address travels beside the op."""
    step.operator()
    record = step.uow.sales.get(command.txn_id)
    if record is None:
        raise RuleError("sale_unknown", "This sale is not on this terminal.")
    if record.body.origin.training:
        raise RuleError("training_no_email", "A training receipt is not sent to anybody.")
    customer_id = record.body.origin.customer_id or ""
    profile = step.uow.customers.get(customer_id) if customer_id else None
    wanted = command.address or (profile.customer().email if profile else "")
    if not wanted:
        raise RuleError("email_missing", "Key the e-mail address first.")
    address = _tidied(step, {"email": wanted})["email"]
    # Whatever address it goes to, it is erased with her.
    known = customer_id if profile else ""
    personal = _salted({"address": address})
    body = ReceiptEmailed(
        origin=replace(step.origin(), training=False),
        txn_id=command.txn_id,
        receipt_no=record.body.receipt_no,
        customer_id=known,
        personal_hash=personal_hash(personal),
    )
    _record(step, "receipt.emailed", body, known, personal)
    return done(step, Notice(code="receipt_emailed", message="The hub sends the receipt.", tone="positive"))


def scan(step: Step, command: Scan) -> Outcome:
    """A code of goods is sold; one that no goods have may be on somebody's shop card, and attaches her."""
    gift_card = scanned_gift_card(command.raw)
    if gift_card is not None:
        step.operator()
        return refused(step, gift_card)
    outcome = scan_goods(step, command)
    if outcome.ok or outcome.notice is None or not _means_no_goods(outcome.notice.code):
        return outcome
    found = _by_code(step, parse(command.raw, step.config().code_layouts).text)
    if found is None:
        return outcome
    _attach(step, found.customer_id)
    notice = Notice(
        code="customer_attached",
        message=f"{found.name or found.card_code} is on this sale.",
        tone="positive",
        params={"name": found.name or found.card_code},
    )
    return changed_sale(step, notice=notice)


def _by_code(step: Step, text: str) -> Customer | None:
    """Whose card it is; else the one customer whose e-mail address or telephone number a QR code holds."""
    found = step.uow.customers.by_card(text)
    if found is not None:
        return found
    kind, _, rest = text.partition(":")
    scheme = kind.lower()
    if scheme == "tel":
        return _reached_by(step, "phone", rest)
    if scheme == "mailto" or "@" in text:
        return _reached_by(step, "email", rest if scheme == "mailto" else text)
    return None


def _reached_by(step: Step, field: str, text: str) -> Customer | None:
    """The one customer with exactly this number or address: what begins alike is somebody else."""
    try:
        keys = search_keys(_tidied(step, {field: text}))
    except RuleError:
        return None
    found = [one for kind, key in keys for one in step.uow.customers.by_key(kind, key)]
    return found[0] if len(found) == 1 else None


def _means_no_goods(code: str) -> bool:
    """A code that was read; half a surrogate could not even be looked for."""
    return code == "unknown_barcode" or (code.startswith("code_") and code != "code_control_characters")


def _check_may_write(step: Step) -> None:
    step.operator()
    if step.training:
        raise RuleError("training_customer", "Customers are not changed in training. Switch it off first.")


def _known(step: Step, customer_id: str) -> Profile:
    profile = step.uow.customers.get(customer_id)
    if profile is None:
        raise RuleError("customer_unknown", "This customer is not known here. Search again.")
    return profile


def _tidied(step: Step, values: dict[str, str]) -> dict[str, str]:
    return tidy(values, step.config().profile.country)


def _check_card_free(step: Step, code: str, owner: str) -> None:
    """One card, one customer: two tills offline can still give it twice, then the hub tells a person."""
    holder = step.uow.customers.by_card(code) if code else None
    if holder is not None and holder.customer_id != owner:
        raise RuleError("customer_card_taken", "This card belongs to another customer already.")
    config = step.config()
    hit = look_up(step.catalogue, code, config.code_layouts, currency=config.currency) if code else None
    if isinstance(hit, Hit):
        # Scanned at the till it would sell the goods and never find her.
        raise RuleError("customer_card_is_goods", "This is the code of goods, not of a card. Scan the card.")


def _twin(step: Step, values: dict[str, str], owner: str) -> Customer | None:
    """Somebody else with this number or address: the same person, or a family. Nobody is refused for it."""
    for field in ("phone", "email"):
        text = values.get(field, "")
        for one in step.uow.customers.find(query_keys(text), _TWINS) if text else ():
            if one.customer_id != owner and getattr(one, field).casefold() == text.casefold():
                return one
    return None


def _write(
    step: Step, customer_id: str, values: dict[str, str], *, created: bool = False, after: str = ""
) -> None:
    stamp, personal = step.stamp(after), _salted(values)
    body = CustomerSaved(
        origin=step.origin(),
        customer_id=customer_id,
        created=created,
        changes=tuple(FieldChange(field=name, hlc=stamp) for name in sorted(values)),
        personal_hash=personal_hash(personal),
    )
    _record(step, "customer.saved", body, customer_id, personal, stamp)


def _answer(step: Step, customer_id: str, answers: tuple[c.ConsentAnswer, ...]) -> None:
    """Only wordings that this store asks are answered, each once."""
    if not answers:
        return
    texts = {text.purpose: text for text in step.config().consent_texts}
    for one in answers:
        text = texts.get(one.purpose)
        if text is None or text.version != one.text_version or one.language not in text.texts:
            raise RuleError("consent_text_changed", "The wording has changed. Show it again, then ask again.")
    if len({one.purpose for one in answers}) != len(answers):
        raise RuleError("consent_twice", "Each consent is answered once.")
    profile = step.uow.customers.get(customer_id)
    body = CustomerConsented(
        origin=step.origin(),
        customer_id=customer_id,
        consents=tuple(
            Consent(
                purpose=one.purpose,
                given=one.given,
                text_version=one.text_version,
                language=one.language,
                at=step.clock.now(),
            )
            for one in answers
        ),
    )
    stamp = step.stamp(profile.newest() if profile else "")
    _record(step, "customer.consented", body, customer_id, None, stamp)


def _attach(step: Step, customer_id: str) -> None:
    customer = _known(step, customer_id).customer()
    version = consent_version(customer.consents)
    txn = replace(open_or_new(step), customer_id=customer.customer_id, consent_version=version)
    step.uow.drafts.save(txn)


def _salted(data: dict[str, str]) -> Personal:
    """With a salt that nobody can guess, so that the hash in the journal gives no name away."""
    return Personal(salt=secrets.token_hex(SALT_BYTES), data=data)


def _record(
    step: Step, kind: str, body: Body, customer_id: str, personal: Personal | None, hlc: str = ""
) -> None:
    entry = step.record(kind, body, hlc=hlc)
    step.uow.customers.keep(entry, customer_id, personal)
    step.changed.add("customers")


def _saved(customer_id: str, twin: Customer | None = None) -> Notice:
    if twin is not None:
        return Notice(
            code="customer_twin",
            message=f"The customer is saved. {twin.called} has the same phone number or e-mail.",
            tone="caution",
            params={"customer_id": customer_id, "name": twin.called},
        )
    return Notice(
        code="customer_saved",
        message="The customer is saved.",
        tone="positive",
        params={"customer_id": customer_id},
    )
