"""What a sale, a return and a post-void enter in loyalty accounts; docs/algorithms/loyalty.md has the tables.

Entry ids are functions of what they are for, so that no replay and no second hand books anything twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from retail.allocation import allocate
from retail.canonical import sha256_hex
from retail.loyalty import AccrualRule, LoyaltyProgram, PointsEntry
from retail.paid import priced_of
from retail.pricing import PricedLine
from retail.refund import stock_part
from retail.rights import RightSpent
from retail.sold_receipt import ReturnFact, SoldPoints, SoldReceipt
from retail.tender import Tender
from retail.transaction import Line

DAY_MS = 86_400_000
REDEMPTION = "redemption"
"""Stands in the place of a rule in the ids of redemptions."""
_COUNTING = ("sale", "department")


def entry_id(txn_id: str, rule_id: str, part: str) -> str:
    """The id of what `rule_id` does in a transaction for one of its lines or tenders: always the same."""
    return sha256_hex("\n".join(("tillbridge points", txn_id, rule_id, part)).encode())[:32]


def entries_of_sale(
    txn_id: str,
    lines: Sequence[Line],
    amounts: Sequence[PricedLine],
    tenders: Sequence[Tender],
    program: LoyaltyProgram,
    account_id: str,
    tier_id: str,
    at: int,
) -> tuple[PointsEntry, ...]:
    """What the goods sold in a transaction earn, one entry a rule and line; `at` is UTC milliseconds.

    What was paid for a line counts: after discounts, with tax, less the share that points paid. Deposits,
    gift cards and goods that come back earn nothing.
    """
    paid = _counting(lines, amounts, tenders)
    tier = next((Fraction(one.multiplier) for one in program.tiers if one.tier_id == tier_id), Fraction(1))
    active_at = at + program.pending_days * DAY_MS
    expires_at = active_at + program.expiry_days * DAY_MS if program.expiry_days else 0
    return tuple(
        PointsEntry(
            entry_id=entry_id(txn_id, rule.rule_id, line.line_id),
            account_id=account_id,
            kind="accrual",
            points=points,
            rule_id=rule.rule_id,
            line_id=line.line_id,
            active_at=active_at,
            expires_at=expires_at,
        )
        for rule in program.rules
        if rule.valid_from <= at and (not rule.valid_until or at < rule.valid_until)
        for line, points in _earned(rule, paid, tier)
        if points
    )


def redemption_entries(
    txn_id: str, tenders: Iterable[Tender], rights: Iterable[RightSpent] = ()
) -> tuple[PointsEntry, ...]:
    """What tenders of points take; `unlicensed` where the rights spent by the transaction do not cover one.

    A negative tender of points is no redemption: see `points_back`.
    """
    covered: dict[str, int] = {}
    for right in rights:
        if right.kind == "points":
            covered[right.payment_id] = covered.get(right.payment_id, 0) + right.quantity
    return tuple(
        PointsEntry(
            entry_id=entry_id(txn_id, REDEMPTION, tender.payment_id),
            account_id=tender.account_id,
            kind="redemption",
            points=-tender.points,
            unlicensed=covered.get(tender.payment_id, 0) < tender.points,
        )
        for tender in tenders
        if tender.kind == "points" and tender.points > 0
    )


def clawed_back(
    txn_id: str, line_id: str, receipt: SoldReceipt, fact: ReturnFact, before: Iterable[ReturnFact]
) -> tuple[PointsEntry, ...]:
    """What a return line (`line_id` of `txn_id`, of which `fact` says what came back) takes back of points.

    `before`: what came back of the same receipt before, as `returns.return_line` was given it. Of a line of n
    pieces each entry loses share(r + q) - share(r), so that whole lines lose exactly what they earned.
    """
    sold = receipt.line(fact.of_line)
    if sold is None:
        return ()
    so_far = sum(one.quantity for one in before if one.of_line == fact.of_line)
    taken = (
        (one, stock_part(one.points, so_far, fact.quantity, sold.quantity))
        for one in receipt.points
        if one.kind == "accrual" and one.line_id == fact.of_line
    )
    return tuple(_reversal(txn_id, one, line_id, -points) for one, points in taken if points)


def points_back(
    txn_id: str, receipt: SoldReceipt, facts: Iterable[ReturnFact], before: Iterable[ReturnFact]
) -> tuple[PointsEntry, ...]:
    """Points that paid for the goods that now come back (`facts`): they return to the lots they came from.

    Of p points in a sale, floor(p * all refunded so far / what the goods cost) come back in all. The tender
    beside them is `points_refund`.
    """
    whole = sum(priced_of(line.paid, "").total for line in receipt.lines)
    if whole <= 0:
        return ()
    old = sum(priced_of(one.paid, "").total for one in before)
    new = old + sum(priced_of(one.paid, "").total for one in facts)
    back = (
        (one, -one.points * min(new, whole) // whole - -one.points * min(old, whole) // whole)
        for one in receipt.points
        if one.kind == "redemption"
    )
    return tuple(_reversal(txn_id, one, one.entry_id, points) for one, points in back if points > 0)


def points_refund(receipt: SoldReceipt, entries: Iterable[PointsEntry]) -> int:
    """The money that `points_back` stands for, minor units above zero, as they were worth in the sale."""
    worth = {one.entry_id: (one.amount, -one.points) for one in receipt.points if one.kind == "redemption"}
    return sum(
        one.points * worth[one.of_entry][0] // worth[one.of_entry][1]
        for one in entries
        if one.of_entry in worth
    )


def reversed_entries(txn_id: str, entries: Iterable[PointsEntry]) -> tuple[PointsEntry, ...]:
    """The opposite of each entry of a sale that the post-void `txn_id` cancels."""
    return tuple(
        PointsEntry(
            entry_id=entry_id(txn_id, one.entry_id, "post_void"),
            account_id=one.account_id,
            kind="reversal",
            points=-one.points,
            rule_id=one.rule_id,
            line_id=one.line_id,
            of_entry=one.entry_id,
        )
        for one in entries
    )


def redeemable(balance: int, open_amount: int, program: LoyaltyProgram) -> int:
    """The most points that may pay `open_amount` (minor units); 0 below the program's least redemption."""
    if program.point_value <= 0:
        return 0
    most = min(balance, open_amount // program.point_value)
    return most if most > 0 and most >= program.min_redeem else 0


def _reversal(txn_id: str, of: SoldPoints, part: str, points: int) -> PointsEntry:
    return PointsEntry(
        entry_id=entry_id(txn_id, of.entry_id, part),
        account_id=of.account_id,
        kind="reversal",
        points=points,
        line_id=of.line_id,
        of_entry=of.entry_id,
    )


def _counting(
    lines: Sequence[Line], amounts: Sequence[PricedLine], tenders: Sequence[Tender]
) -> list[tuple[Line, int]]:
    """Lines that earn, each with what was paid for it otherwise than by points."""
    totals = {one.line_id: one.total for one in amounts}
    bought = [
        line
        for line in lines
        if not line.voided and line.returned is None and totals.get(line.line_id, 0) > 0
    ]
    by_points = sum(one.amount for one in tenders if one.kind == "points" and one.amount > 0)
    weights = [totals[line.line_id] for line in bought]
    shares = allocate(by_points, weights) if bought else []
    return [
        (line, max(0, totals[line.line_id] - share))
        for line, share in zip(bought, shares, strict=True)
        if line.kind in _COUNTING
    ]


def _earned(rule: AccrualRule, paid: Sequence[tuple[Line, int]], tier: Fraction) -> list[tuple[Line, int]]:
    """What one rule gives each line: worked out for the sale, rounded down once, then shared out."""
    mine = [(line, amount) for line, amount in paid if _matches(rule, line)]
    weights = [amount if rule.per > 0 else _units(line) for line, amount in mine]
    times = sum(weights) // rule.per if rule.per > 0 else sum(weights)
    points = int(rule.points * times * tier * Fraction(rule.multiplier))
    if points <= 0:
        return []
    return list(zip((line for line, _ in mine), allocate(points, weights), strict=True))


def _matches(rule: AccrualRule, line: Line) -> bool:
    if not rule.skus and not rule.categories:
        return True
    return (line.sku != "" and line.sku in rule.skus) or line.category in rule.categories


def _units(line: Line) -> int:
    """Whole pieces; what is weighed or measured is one piece."""
    return 1 if line.measured else line.quantity // 1000
