"""The guided set-up of a device: what it is, which one, how it is set, and whether it works."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot

from pos_app.commands.devices import RemoveDevice, SaveDevice, TestDevice
from pos_app.queries import ShowDevices
from pos_app.views import Notice, Outcome
from pos_app.views.devices import DevicesView, DeviceView
from ui.device_entry.finding import Finder
from ui.device_entry.form import OptionForm
from ui.device_entry.kinds import KINDS
from ui.device_entry.steps import (
    STEPS,
    Draft,
    Guide,
    chosen,
    draft_for,
    draft_of,
    driver_for,
    new_id,
    open_in,
)
from ui.device_entry.trying import Trial
from ui.keys import KeyTable
from ui.routes import Router
from ui.sell.sheets import Sheets
from ui.session.cash_sheet import no_sale_sheet
from ui.side_screen import SideScreen
from ui.till import Till
from ui.words import notice, say

translate = QCoreApplication.translate


class SetupModel(SideScreen):
    """Screen `device_setup`. Nothing is kept before the step that saves; leaving earlier leaves no trace."""

    changed = Signal()
    takes_gift_cards = True

    def __init__(
        self,
        till: Till,
        keys: KeyTable,
        router: Router,
        sheets: Sheets,
        sell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("device_setup", till, keys, router, sell, parent)
        self._sheets = sheets
        self._form = OptionForm(self)
        self._finder = Finder(till, self)
        self._trial = Trial(till, self)
        self._view = DevicesView(devices=(), drivers=(), jobs=())
        self._guide = Guide("kind", Draft())
        self._kind = KINDS[0].key
        self._added = False
        self._busy = False
        self._problem = ""
        till.topic_changed.connect(self._on_topic)
        till.news.connect(self._on_news)
        for part in (self._form.retranslate, self._finder.retranslate, self._trial.changed):
            self.changed.connect(part)
        self.acts = {
            "back": self._back,
            "up": lambda: self._step(-1),
            "down": lambda: self._step(1),
            "next": self._next,
            "search": self._finder.search,
            "by_hand": self._by_hand,
            "next_driver": self._form.next_driver,
            "all_options": self._form.toggle_all,
            "test": self._test,
            "remove": self._remove,
        }

    def add(self, view: DevicesView) -> None:
        """Begin with a new device."""
        self._begin(view, "kind", Draft())

    def edit(self, view: DevicesView, device: DeviceView) -> None:
        """Begin with the options of one that is set up."""
        self._begin(view, "options", draft_of(device))

    def try_out(self, view: DevicesView, device: DeviceView) -> None:
        """Only try one that is set up."""
        self._begin(view, "try", draft_of(device))

    def _begin(self, view: DevicesView, start: str, draft: Draft) -> None:
        self._trial.end()
        self._view = view
        self._guide = Guide(start, draft)
        self._kind = KINDS[0].key if draft.kind is None else draft.kind.key
        self._added = False
        self._busy = False
        self._enter_step()
        self.router.go("device_setup")

    # --- what is drawn

    @Property(str, notify=changed)
    def step(self) -> str:
        """The step's name: `kind`, `find`, `options` or `try`."""
        return self._guide.step.name

    @Property(str, notify=changed)
    def title(self) -> str:
        """What it asks."""
        return translate("DeviceSetup", self._guide.step.title)

    @Property(str, notify=changed)
    def step_text(self) -> str:
        """Which of how many, where it is the whole way, and what is being set up."""
        place = translate("DeviceSetup", "Step {number} of {count}").format(
            number=self._guide.number, count=len(STEPS)
        )
        parts = (place if self._guide.whole else "", "" if self._here == "kind" else self._name)
        return " · ".join(part for part in parts if part)

    @Property(list, notify=changed)
    def kinds(self) -> list[dict[str, str]]:
        """What can be set up; where a terminal has its only one already, that is said."""
        rows = []
        for kind in KINDS:
            draft = draft_for(kind, self._view)
            about = translate("DeviceSetup", kind.about)
            if draft.device_id:
                about = translate("DeviceSetup", "Takes the place of the one that is set up.")
            rows.append(
                {
                    "key": kind.key,
                    "icon": kind.icon,
                    "text": translate("DeviceSetup", kind.name),
                    "about": about,
                }
            )
        return rows

    @Property(str, notify=changed)
    def kind(self) -> str:
        """The one picked."""
        return self._kind

    @Property(QObject, constant=True)
    def finder(self) -> Finder:
        """The search."""
        return self._finder

    @Property(QObject, constant=True)
    def form(self) -> OptionForm:
        """The options."""
        return self._form

    @Property(QObject, constant=True)
    def trial(self) -> Trial:
        """The test."""
        return self._trial

    @Property(str, notify=changed)
    def next_text(self) -> str:
        """What going on means in this step."""
        texts = {
            "options": translate("DeviceSetup", "Save and try"),
            "try": translate("DeviceSetup", "It works: done"),
        }
        return texts.get(self._here, self.label_of("next"))

    @Property(bool, notify=changed)
    def added(self) -> bool:
        """Whether this set-up made the entry, so that it can be taken back."""
        return self._added

    @Property(bool, notify=changed)
    def sends(self) -> bool:
        """Whether the device is tried by telling it something."""
        return self._trial.can_send

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether it is being saved."""
        return self._busy

    @Property(str, notify=changed)
    def problem(self) -> str:
        """What keeps one from going on, and what to do; empty while nothing is wrong."""
        return self._problem

    def can(self, act: str) -> bool:
        """Each act in its own step; elsewhere its key belongs to the focused field."""
        if act == "remove" and not self._added:
            return False
        return super().can(act) and open_in(act, self._here)

    # --- moving

    @Slot(str)
    def pick_kind(self, key: str) -> None:
        """Pick what to set up."""
        self._kind = key
        self.changed.emit()

    def left(self) -> None:
        """What was not saved is gone."""
        self._trial.end()
        super().left()

    def scan(self, raw: str) -> None:
        """Shown while a scanner is tried; else refused aloud, because it would end the set-up."""
        if self._here == "try":
            self._trial.scanned(raw)
            self.till.sounds.accepted()
        else:
            self.till.say(notice("scan_in_setup"), aloud=True)

    def refresh(self) -> None:
        """Ask how the devices are."""
        self.till.dispatcher.ask_latest("setup", ShowDevices(), self._take)

    def _enter_step(self) -> None:
        self._problem = ""
        draft = self._guide.draft
        if self._here != "try":
            self._trial.end()
        if draft.kind is not None:
            if self._here == "find":
                self._finder.begin(draft.kind, self._view)
            elif self._here == "options":
                drivers = tuple(one for one in self._view.drivers if draft.kind.serves(one))
                self._form.begin(drivers, draft.driver, draft.options, draft.name)
            elif self._here == "try":
                self._trial.begin(draft.kind, draft.device_id)
                self._trial.heard(self._device)
        self.changed.emit()

    def _step(self, by: int) -> None:
        if self._here == "find":
            self._finder.step(by)
            return
        keys = [kind.key for kind in KINDS]
        self.pick_kind(keys[(keys.index(self._kind) + by) % len(keys)])

    def _next(self) -> None:
        """On to the next step, where this one has what it asks for."""
        if self._here == "kind":
            kind = next(one for one in KINDS if one.key == self._kind)
            self._forward(draft_for(kind, self._view))
        elif self._here == "find":
            self._take_found()
        elif self._here == "options":
            self._save()
        else:
            self.till.say(notice("device_set_up", "positive", name=self._name))
            self._leave()

    def _take_found(self) -> None:
        found = self._finder.chosen
        if self._finder.property("to_ask"):
            self._finder.search()
        elif found is None:
            self._blame(notice("pick_device"))
        elif not found.usable:
            self._blame(notice("device_not_usable"))
        else:
            self._forward(chosen(self._guide.draft, found, self._view))

    def _by_hand(self) -> None:
        draft, host = self._guide.draft, str(self._finder.property("host")).strip()
        if draft.kind is not None:
            options = {"host": host} if host else draft.options
            driver = driver_for(draft.kind, options, self._view.drivers)
            self._forward(
                Draft(
                    kind=draft.kind,
                    device_id=draft.device_id,
                    driver=driver,
                    options=options,
                    name=draft.name,
                )
            )

    def _forward(self, draft: Draft) -> None:
        self._guide.forward(draft)
        self._enter_step()

    def _back(self) -> None:
        if self._guide.back():
            self._enter_step()
        else:
            self._leave()

    def _leave(self) -> None:
        told = self.till.notice
        self.router.go("devices")
        self.till.say(told)

    # --- saving, trying, taking back

    def _save(self) -> None:
        draft = self._guide.draft
        if self._busy or draft.kind is None:
            return
        if self._form.missing:
            self._blame(notice("option_missing", option=self._form.missing))
            return
        self._busy = True
        self._problem = ""
        self.changed.emit()
        saved = Draft(
            kind=draft.kind,
            device_id=draft.device_id or new_id(draft.kind, self._view),
            driver=str(self._form.property("driver")),
            options=self._form.values,
            name=str(self._form.property("name")).strip(),
        )
        command = SaveDevice(
            device_id=saved.device_id,
            kind=draft.kind.kind,
            driver=saved.driver,
            options=saved.options,
            name=saved.name,
        )
        self.till.send(command, lambda outcome: self._saved(outcome, saved), self._blame)

    def _saved(self, outcome: Outcome, saved: Draft) -> None:
        self._busy = False
        if outcome.ok:
            self._added = self._added or not self._guide.draft.device_id
            self._forward(saved)
        self.changed.emit()

    def _test(self) -> None:
        if self._trial.needs_reason:
            device_id = self._guide.draft.device_id
            self._sheets.show(
                "reason",
                lambda: no_sale_sheet(
                    self.till,
                    self._sheets.close,
                    lambda reason_id: TestDevice(device_id=device_id, reason_id=reason_id),
                    self._trial.was_sent,
                ),
            )
        elif self._trial.can_send:
            self._trial.send()

    def _remove(self) -> None:
        command = RemoveDevice(device_id=self._guide.draft.device_id)
        self.till.send(command, lambda outcome: self._leave() if outcome.ok else None, self._blame)

    def _blame(self, found: Notice) -> None:
        self._busy = False
        self._problem = say(found)
        self.till.sounds.error()
        self.changed.emit()

    @property
    def _here(self) -> str:
        return self._guide.step.name

    @property
    def _name(self) -> str:
        draft = self._guide.draft
        kind = "" if draft.kind is None else translate("DeviceSetup", draft.kind.name)
        return draft.name or kind

    @property
    def _device(self) -> DeviceView | None:
        wanted = self._guide.draft.device_id
        return next((one for one in self._view.devices if one.device_id == wanted), None)

    def _take(self, view: DevicesView) -> None:
        self._view = view
        if self._here == "try":
            self._trial.heard(self._device)
        self.changed.emit()

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        if topic == "devices" and self.shown:
            self.refresh()

    @Slot(str, object)
    def _on_news(self, topic: str, _view: object) -> None:
        if topic in {"devices", "print"} and self.shown:
            self.refresh()
