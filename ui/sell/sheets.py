"""Opens the sheets of a sale: each gets a fresh view model, so that nothing typed before is left in it."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.commands import Command, Scan
from pos_app.views import AgePrompt, ApprovalRequest, LineView, WeightPrompt
from ui.approval.sheet import ApprovalSheet
from ui.routes import Router
from ui.screen import SheetModel
from ui.sell.discount_sheet import DiscountSheet
from ui.sell.line_sheets import EntrySheet, PriceSheet, QuantitySheet
from ui.sell.sale_sheets import AgeSheet, DepartmentSheet, SuspendSheet, VoidSaleSheet
from ui.sell.share_sheet import ShareSheet
from ui.sell.weight_sheet import WeightSheet
from ui.tender.gift_card_look import GiftCardLook
from ui.tender.gift_card_sheet import GiftCardSheet
from ui.till import Then, Till


class Sheets:
    """One sheet is open at a time; `model` is its view model."""

    def __init__(self, till: Till, router: Router) -> None:
        self._till = till
        self._router = router
        self.model: SheetModel | None = None
        # Its picture may live on until the event loop turns: keep what it shows as long.
        self._last: SheetModel | None = None
        self._kept: list[tuple[str, SheetModel]] = []
        """Sheets that a question of another item came before, with what is typed in them; the newest last."""
        router.on_change(self._follow)
        till.approval_asked.connect(self._approval)
        till.age_asked.connect(self._age)
        till.weight_asked.connect(self._weight)
        till.gift_card_asked.connect(self._gift_card)

    def show(self, name: str, make: Callable[[], SheetModel]) -> None:
        """Open a sheet in place of the one that is open."""
        self._last = self.model
        if self._last is not None:
            self._last.left()
        self.model = make()
        self._router.open(name)

    def close(self, sheet: SheetModel) -> None:
        """Close this sheet; one that is no longer open stays closed."""
        if sheet is self.model:
            self._last = sheet
            self.model = None
            sheet.left()
            self._reopen()
        elif any(one is sheet for _, one in self._kept):
            self._kept = [(name, one) for name, one in self._kept if one is not sheet]
            sheet.left()

    def _reopen(self) -> None:
        """Show the sheet that a question came before, else none."""
        if not self._kept:
            self._router.close()
            return
        name, self.model = self._kept.pop()
        self.model.returned()
        self._router.open(name)

    def _question(self, name: str, make: Callable[[], SheetModel]) -> None:
        """Ask at once; a sheet that somebody types into comes back afterwards, with what is typed."""
        below = self._router.sheet
        if isinstance(self.model, EntrySheet) and below is not None:
            self._kept.append((below.name, self.model))
            self._last, self.model = self.model, None
        self.show(name, make)

    def _follow(self) -> None:
        """Another screen was shown: what stood above the old one is closed."""
        if self._router.sheet is None and self.model is not None:
            self._last, self.model = self.model, None
            self._last.left()
            kept, self._kept = self._kept, []
            for _, sheet in kept:
                sheet.left()

    def quantity(self, line: LineView) -> None:
        """Change a line's quantity or weight."""
        self.show("quantity", lambda: QuantitySheet(self._till, self.close, line))

    def override_price(self, line: LineView) -> None:
        """Key another price for a line."""
        self.show("price", lambda: PriceSheet(self._till, self.close, line))

    def discount_line(self, line: LineView) -> None:
        """Take something off a line."""
        self.show("discount", lambda: DiscountSheet(self._till, self.close, line))

    def discount_sale(self) -> None:
        """Take something off the whole sale."""
        self.show("discount", lambda: DiscountSheet(self._till, self.close, None))

    def department(self, code: str) -> None:
        """Key a price on a department; `code` is the unknown barcode that led here, or empty."""
        self.show("department", lambda: DepartmentSheet(self._till, self.close, code))

    def sell_gift_card(self, code: str = "") -> None:
        """Sell a gift card, or load one; `code` where it was scanned already."""
        self.show("sell_gift_card", lambda: GiftCardSheet(self._till, self.close, code=code))

    def suspend(self) -> None:
        """Park the sale."""
        self.show("suspend", lambda: SuspendSheet(self._till, self.close))

    def share(self) -> None:
        """Send the sale to a phone."""
        self.show("share", lambda: ShareSheet(self._till, self.close))

    def void_sale(self) -> None:
        """Cancel the sale."""
        self.show("void_sale", lambda: VoidSaleSheet(self._till, self.close))

    def _approval(self, command: Command, request: ApprovalRequest, then: Then | None) -> None:
        self._till.sounds.error()
        # A sheet's own command is finished by its approval; a scan's has nothing to do with the sheet.
        show = self._question if isinstance(command, Scan) else self.show
        show("approval", lambda: ApprovalSheet(self._till, self.close, command, request, then))

    def _age(self, prompt: AgePrompt) -> None:
        self._question("age", lambda: AgeSheet(self._till, self.close, prompt))

    def _gift_card(self, code: str) -> None:
        pay, load = self._till.gift_card_pays.emit, self._load_gift_card
        self._question("gift_card_look", lambda: GiftCardLook(self._till, self.close, code, pay, load))

    def _load_gift_card(self, code: str) -> None:
        self._router.go("sell")
        self.sell_gift_card(code)

    def _weight(self, prompt: WeightPrompt) -> None:
        self._question("weight", lambda: WeightSheet(self._till, self.close, prompt))
