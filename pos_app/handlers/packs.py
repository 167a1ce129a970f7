"""What a pack says of itself at the till: its dates, and that its two barcodes are one pack (M1.5, S1.6)."""

from __future__ import annotations

from msgspec.structs import replace

from pos_app import commands as c
from pos_app.code_lookup import Hit
from pos_app.outcomes import changed_sale, current_sale, refused
from pos_app.pack_scan import PackScan, PackToWeigh
from pos_app.permissions import ApprovalNeededError
from pos_app.step import Step
from pos_app.views import Notice, Outcome
from retail import packs
from retail.errors import RuleError
from retail.identifiers import ParsedCode
from retail.transaction import Approval


def approved_expiry(step: Step, code: ParsedCode | None, business_date: str) -> Approval | None:
    """A supervisor's word for a pack past its expiry (AI 17); None where it needs none.

    Raises `ApprovalNeededError`.
    """
    if code is None or code.expiry is None or code.expiry >= business_date:
        return None
    return step.authorise("sell_expired")


def past_dates(code: ParsedCode, name: str, today: str) -> Notice | None:
    """What a price check says of a pack whose expiry or best-before date has passed."""
    if code.expiry is None or code.expiry >= today:
        return past_best_before(code, name, today)
    return Notice(
        code="expiry_past",
        message=f"{name} expired on {code.expiry}. Do not sell it.",
        tone="caution",
        params={"name": name, "date": code.expiry},
    )


def past_best_before(code: ParsedCode | None, name: str, business_date: str) -> Notice | None:
    """The warning for a pack past its best-before date (AI 15), which is sold all the same."""
    if code is None or code.best_before is None or code.best_before >= business_date:
        return None
    return Notice(
        code="best_before_past",
        message=f"{name}: best before {code.best_before} is past. Tell the customer.",
        tone="caution",
        params={"name": name, "date": code.best_before},
    )


def to_the_scale(step: Step, command: c.Scan | c.AddItem, sku: str, code: ParsedCode | None) -> None:
    """Keep what a pack's code says of it while its weight is asked for."""
    pack = PackToWeigh(sku=sku, entry=command.entry, code=code) if code else None
    step.later.append(lambda: setattr(step.desk, "to_weigh", pack))


def on_the_scale(step: Step, command: c.Scan | c.AddItem) -> ParsedCode | None:
    """The code of the pack that this is the weight of; its dates were looked at when it was scanned."""
    pack = step.desk.to_weigh
    if pack is None or not isinstance(command, c.AddItem):
        return None
    return pack.code if (pack.sku, pack.entry) == (command.sku, command.entry) else None


def other_code(step: Step, code: ParsedCode) -> PackScan | None:
    """The pack scanned just before, if this is its other barcode and it still stands as it was scanned."""
    last = step.desk.last_pack
    if last is None or not last.may_be(code, step.clock.now()):
        return None
    if last.waits:
        # The code that says more is to be asked about instead of the one that says less.
        return last if last.waits == "supervisor" or last.code.kind == "gs1" else None
    txn = step.uow.drafts.current()
    if txn is None or txn.txn_id != last.txn_id or txn.tenders:
        return None
    line = txn.line(last.line_id)
    still = line is not None and not line.voided and line.quantity >= last.added
    return last if still else None


def counted_once(step: Step, last: PackScan) -> Outcome:
    """The second barcode says no more than the first did: nothing is added."""
    notice = Notice(code="same_pack", message="Both barcodes of one pack: counted once.", tone="info")
    if last.waits == "age":
        return changed_sale(step, notice=notice)
    if last.waits:
        return refused(
            step,
            Notice(
                code="pack_expired",
                message="This pack has expired. A supervisor may sell it: scan it again.",
                tone="caution",
            ),
        )
    step.later.append(lambda: setattr(step.desk, "last_pack", None))
    return changed_sale(step, last.line_id, notice)


def take_back(step: Step, command: c.Scan, last: PackScan) -> tuple[c.Scan, str]:
    """Take the piece of the first barcode off the sale, to be sold as the second one says.

    Gives the command with the packs that were keyed before the first, and the id of a line that is now free.
    """
    txn = step.transaction()
    taken = packs.take_back(txn, last.line_id, last.added)
    step.uow.drafts.save(taken)
    free = last.line_id if taken.line(last.line_id) is None else ""
    return replace(command, quantity=last.packs), free


def asked_again(step: Step, command: c.Scan) -> c.Scan:
    """The scan of a pack that waited for a supervisor, with the packs that were keyed before it."""
    last = step.desk.last_pack
    if last is not None and last.waits == "supervisor" and last.code.raw == command.raw and command.approval:
        return replace(command, quantity=last.packs)
    return command


def remember(step: Step, command: c.Scan, hit: Hit, outcome: Outcome, *, added: int, paired: bool) -> None:
    """Keep the pack just sold, or asked about, until its other barcode may come; a pair is complete."""
    txn = step.uow.drafts.current()
    kept = None
    if outcome.age is not None:
        kept = PackScan(code=hit.code, at=step.clock.now(), packs=command.quantity, waits="age")
    elif txn is not None and outcome.line_id and not paired:
        kept = PackScan(
            code=hit.code,
            at=step.clock.now(),
            txn_id=txn.txn_id,
            line_id=outcome.line_id,
            packs=command.quantity,
            added=added,
        )
    step.later.append(lambda: setattr(step.desk, "last_pack", kept))


def blocked(
    step: Step, command: c.Scan, hit: Hit, error: ApprovalNeededError | RuleError, *, paired: bool
) -> Outcome:
    """Keep the second barcode of a pack from being sold, and the first one's piece off the sale.

    Without a first one, what is wrong is raised as it is: nothing was on the sale.
    """
    if isinstance(error, ApprovalNeededError):
        # Set at once: what is raised leaves nothing for after COMMIT, and the other barcode may come now.
        step.desk.last_pack = PackScan(
            code=hit.code, at=step.clock.now(), packs=command.quantity, waits="supervisor"
        )
        if paired:
            return Outcome(ok=False, approval=error.request, sale=current_sale(step))
    elif paired and error.code == "serial_twice":
        return refused(
            step,
            Notice(code=error.code, message=error.message, tone="caution", params=_texts(error)),
        )
    raise error


def _texts(error: RuleError) -> dict[str, str | int]:
    return {name: str(value) for name, value in error.params.items()}
