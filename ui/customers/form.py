"""The form of a customer, new or known: her fields, and each consent asked by itself with its wording."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.customers import AnswerConsents, ConsentAnswer, CreateCustomer, EditCustomer
from pos_app.queries.customers import ListConsentTexts
from pos_app.views import Notice, Outcome
from pos_app.views.customers import ConsentTextView, ConsentView, CustomerView
from ui.customers.facts import card_text, language_name, purpose_word
from ui.keys import KeyTable
from ui.picks import Pick, stepped
from ui.routes import Router
from ui.rows import Row, Rows
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate

FIELDS = ("name", "phone", "email", "card_code", "language")
_FIELD_OF = {
    "customer_name_invalid": "name",
    "customer_empty": "name",
    "phone_invalid": "phone",
    "email_invalid": "email",
    "customer_card_invalid": "card_code",
    "customer_card_taken": "card_code",
    "customer_card_is_goods": "card_code",
    "card_number_refused": "card_code",
}
"""Where a refusal is shown; anything else stands below the form."""


class ConsentRow(Row, frozen=True, kw_only=True):
    """One question; the key is its purpose."""

    title: str
    text: str
    version_text: str
    note: str
    given: bool


class CustomerFormModel(SideScreen):
    """Screen `customer_form`. Nothing is ticked but what she ticks herself; saved offline as online."""

    changed = Signal()

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("customer_form", till, keys, router, sell, parent)
        self._known: CustomerView | None = None
        self._values = dict.fromkeys(FIELDS, "")
        self._was = dict(self._values)
        self._texts: tuple[ConsentTextView, ...] = ()
        self._answers: dict[str, bool] = {}
        self._consents = Rows(ConsentRow, self)
        self._problem: Notice | None = None
        self._sure = self._sending = False
        self.acts = {**self.acts, "save": self._save, "next_language": self._next_language}

    @Property(str, notify=changed)
    def title(self) -> str:
        """New, or whose data."""
        if self._known is None:
            return translate("Customers", "New customer")
        return self._known.name or translate("Customers", "Customer")

    @Property(str, notify=changed)
    def name(self) -> str:
        """Her name as typed."""
        return self._values["name"]

    @Property(str, notify=changed)
    def phone(self) -> str:
        """Her telephone number as typed."""
        return self._values["phone"]

    @Property(str, notify=changed)
    def email(self) -> str:
        """Her address as typed."""
        return self._values["email"]

    @Property(str, notify=changed)
    def card_code(self) -> str:
        """The code of her shop card, typed or scanned."""
        return self._values["card_code"]

    @Property(list, notify=changed)
    def languages(self) -> list[Pick]:
        """The languages of the shop."""
        return self._picks()

    @Property(str, notify=changed)
    def language(self) -> str:
        """The one she reads."""
        return self._values["language"]

    @Property(QObject, constant=True)
    def consents(self) -> Rows:
        """What is asked, each with its wording."""
        return self._consents

    @Property(str, notify=changed)
    def problem(self) -> str:
        """Why it was not saved, where it is no single field's fault."""
        return "" if self._problem is None or self._problem.code in _FIELD_OF else say(self._problem)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being saved."""
        return self._sending

    @Property(dict, notify=changed)
    def problems(self) -> dict[str, str]:
        """What is wrong with each field; empty texts while nothing is."""
        one = self._problem
        wrong = "" if one is None else _FIELD_OF.get(one.code, "")
        return {name: say(one) if one is not None and name == wrong else "" for name in FIELDS}

    def begin(self, known: CustomerView | None, start: dict[str, str]) -> None:
        """A new customer with these fields filled in, or a known one; shown by the next `entered`."""
        self._known = known
        view = self.till.view
        first = view.languages[0] if view is not None and view.languages else ""
        self._was = {
            name: getattr(known, name) if known is not None else first if name == "language" else ""
            for name in FIELDS
        }
        self._values = {**self._was, **start}
        self._answers = {}
        self._problem = None
        self._sure = self._sending = False

    def refresh(self) -> None:
        """Ask for the wordings in her language."""
        query = ListConsentTexts(language=self._values["language"])
        self.till.dispatcher.ask_latest("consents", query, self._take_texts)

    def go_back(self) -> None:
        """To where one came from; what was typed is lost only at the second time."""
        if self._edited and not self._sure:
            self._sure = True
            key = self.key_of("back")
            self._problem = notice("not_saved_yet", key=key)
            self.till.sounds.error()
            self.changed.emit()
        else:
            self.router.go("customers")

    def scan(self, raw: str) -> None:
        """A card handed over: its code goes into its field, whatever has the focus."""
        if self._home:
            super().scan(raw)
        else:
            self.set_field("card_code", card_text(raw))
            self.till.sounds.accepted()

    @Slot(str, str)
    def set_field(self, name: str, text: str) -> None:
        """A field was edited."""
        if self._values[name] != text:
            self._values[name] = text
            self._touched()
            if name == "language":
                self.refresh()

    @Slot(str)
    def answer(self, purpose: str) -> None:
        """A switch was pressed."""
        self._answers[purpose] = not self._given(purpose)
        self._touched()
        self._show_consents()

    def _next_language(self) -> None:
        picks = self._picks()
        if picks:
            self.set_field("language", stepped(picks, self._values["language"], 1))

    def _picks(self) -> list[Pick]:
        view = self.till.view
        codes = [] if view is None else list(view.languages)
        return [{"key": code, "text": language_name(code)} for code in codes]

    def _touched(self) -> None:
        self._problem = None
        self._sure = False
        self.changed.emit()

    def _save(self) -> None:
        if self._sending:
            return
        self._sending = True
        self._problem = None
        self.changed.emit()
        answers = tuple(
            ConsentAnswer(
                purpose=text.purpose,
                given=self._answers[text.purpose],
                text_version=text.text_version,
                language=text.language,
            )
            for text in self._texts
            if text.purpose in self._answers
        )
        if self._known is None:
            typed = {name: text.strip() for name, text in self._values.items()}
            command = CreateCustomer(
                name=typed["name"],
                phone=typed["phone"],
                email=typed["email"],
                card_code=typed["card_code"],
                language=typed["language"],
                answers=answers,
            )
            self.till.send(command, self._created, self._refused)
        else:
            self._change(self._known.customer_id, answers)

    def _change(self, customer_id: str, answers: tuple[ConsentAnswer, ...]) -> None:
        def new(name: str) -> str | None:
            text = self._values[name].strip()
            return None if text == self._was[name] else text

        def changed(outcome: Outcome) -> None:
            if outcome.ok and answers:
                command = AnswerConsents(customer_id=customer_id, answers=answers)
                self.till.send(command, self._changed_back, self._refused)
            else:
                self._changed_back(outcome)

        command = EditCustomer(
            customer_id=customer_id,
            name=new("name"),
            phone=new("phone"),
            email=new("email"),
            card_code=new("card_code"),
            language=new("language"),
        )
        self.till.send(command, changed, self._refused)

    def _created(self, outcome: Outcome) -> None:
        self._sending = False
        self.changed.emit()
        if outcome.ok:
            self.router.go("sell")
            self.till.say(outcome.notice)

    def _changed_back(self, outcome: Outcome) -> None:
        self._sending = False
        self.changed.emit()
        if outcome.ok:
            self.router.go("customers")
            self.till.say(outcome.notice)

    def _refused(self, found: Notice) -> None:
        self._sending = False
        self._problem = found
        self.till.sounds.error()
        self.changed.emit()
        if found.code == "consent_text_changed":
            self._answers = {}
            self.refresh()

    def _take_texts(self, found: tuple[ConsentTextView, ...]) -> None:
        self._texts = found
        self._show_consents()

    def _show_consents(self) -> None:
        self._consents.show([self._row(text) for text in self._texts])

    def _row(self, text: ConsentTextView) -> ConsentRow:
        version = translate("Customers", "Wording {version}")
        return ConsentRow(
            key=text.purpose,
            title=purpose_word(text.purpose),
            text=text.text,
            version_text=version.format(version=text.text_version),
            note=self._note(text.purpose),
            given=self._given(text.purpose),
        )

    def _given(self, purpose: str) -> bool:
        """Her answer now, or the one on record where it was given to today's wording."""
        before = self._before(purpose)
        on_record = before is not None and before.given and not before.outdated
        return self._answers.get(purpose, on_record)

    def _note(self, purpose: str) -> str:
        before = self._before(purpose)
        if before is None or not before.asked:
            return ""
        if before.outdated:
            return translate("Customers", "The wording has changed: ask again")
        word = (
            translate("Customers", "Yes, {moment}")
            if before.given
            else translate("Customers", "No, {moment}")
        )
        return word.format(moment=self.till.figures.moment(before.at))

    def _before(self, purpose: str) -> ConsentView | None:
        known = () if self._known is None else self._known.consents
        return next((one for one in known if one.purpose == purpose), None)

    @property
    def _edited(self) -> bool:
        return self._values != self._was or bool(self._answers)
