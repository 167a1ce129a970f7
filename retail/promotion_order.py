"""Promotions on the whole sale, after those on units of goods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from retail.allocation import allocate
from retail.discount import percent_fraction
from retail.promotion import AmountOff, AppliedPromotion, PercentOff, PromotionOutcome
from retail.promotion_book import PromotionBook
from retail.promotion_lines import Offered, OnUnits, Part
from retail.rounding import Rounder, Rounding, divide

_NOTHING: Final = Part()


class _Row(NamedTuple):
    """A line that takes part, and the places of the promotions on the whole that want it."""

    line: Offered
    wanted_by: frozenset[int]
    open: Part
    """Without units that serve an exclusive promotion."""
    untouched: Part
    """Without units that serve any promotion."""


class _Turn(NamedTuple):
    """What one promotion on the whole takes: in all, and by row."""

    place: int
    total: int
    parts: tuple[int, ...]
    asked: tuple[int, int]
    """What it would take if enough were left, as a fraction."""


def promote_order(
    lines: Sequence[Offered], on_units: OnUnits, book: PromotionBook, rounding: Rounding, rounder: Rounder
) -> tuple[dict[str, tuple[AppliedPromotion, ...]], tuple[PromotionOutcome, ...]]:
    """What comes off each line (by id), and what became of each promotion on the whole.

    Either those that may stand together, one after the other by rank, each on what the one before it left,
    and of a group the best; or one exclusive promotion alone: whichever takes more off.
    """
    rows = [_row(line, on_units, book) for line in lines if line.takes_part]
    touched = {
        place for line in lines for place in book.places(line.sku, line.category)
        if book[place].level == "order"
    }  # fmt: skip
    wanted = sorted(place for place in touched if book[place].trigger == "auto")
    together = _in_turn([place for place in wanted if not book[place].exclusive], rows, book, rounding)
    ways = [together]
    ways += [_in_turn([place], rows, book, rounding) for place in wanted if book[place].exclusive]
    chosen = max(ways, key=lambda turns: sum(turn.total for turn in turns))
    applied: dict[str, tuple[AppliedPromotion, ...]] = {}
    for turn in chosen:
        _trace(turn, book, rounding, rounder)
        for row, part in zip(rows, turn.parts, strict=True):
            if part:
                one = AppliedPromotion(
                    promotion_id=book[turn.place].promotion_id, name=book.name(turn.place), applied=part
                )
                applied[row.line.line_id] = (*applied.get(row.line.line_id, ()), one)
    totals = {turn.place: turn.total for turn in chosen}
    outcomes = tuple(_outcome(place, rows, book, totals, rounding) for place in sorted(touched))
    return applied, outcomes


def _row(line: Offered, on_units: OnUnits, book: PromotionBook) -> _Row:
    wanted = frozenset(
        place
        for place in book.places(line.sku, line.category)
        if book[place].level == "order" and book[place].trigger == "auto"
    )
    served = on_units.served.get(line.line_id, _NOTHING)
    closed = on_units.closed.get(line.line_id, _NOTHING)
    off = served.initial - served.left
    return _Row(
        line=line,
        wanted_by=wanted,
        open=Part(line.extended - closed.initial, line.extended - off - closed.left),
        untouched=Part(line.extended - served.initial, line.extended - served.initial),
    )


def _in_turn(
    places: Sequence[int], rows: Sequence[_Row], book: PromotionBook, rounding: Rounding
) -> list[_Turn]:
    """What these promotions take one after the other, by rank."""
    taken = [0] * len(rows)
    turns, groups = [], set()
    for place in places:
        group = book[place].group
        if group in groups:
            continue
        rivals = [one for one in places if one == place or (group and book[one].group == group)]
        turn = max((_turn(one, rows, taken, book, rounding) for one in rivals), key=lambda one: one.total)
        if group:
            groups.add(group)
        if turn.total:
            turns.append(turn)
            taken = [before + part for before, part in zip(taken, turn.parts, strict=True)]
    return turns


def _turn(
    place: int, rows: Sequence[_Row], taken: Sequence[int], book: PromotionBook, rounding: Rounding
) -> _Turn:
    promotion = book[place]
    parts = _parts(place, rows, book)
    left = [max(part.left - gone, 0) for part, gone in zip(parts, taken, strict=True)]
    amount = _amount(place, parts, left, book)
    if _count(place, rows, book) < promotion.minimum_quantity or amount < promotion.minimum_amount:
        return _Turn(place, 0, (0,) * len(rows), (0, 1))
    asked = (promotion.action.amount, 1) if isinstance(promotion.action, AmountOff) else (0, 1)
    if isinstance(promotion.action, PercentOff):
        numerator, denominator = percent_fraction(promotion.action.percent)
        asked = (amount * numerator, denominator)
    total = min(divide(*asked, rounding), sum(left))
    return _Turn(place, total, tuple(allocate(total, left)) if total else (0,) * len(rows), asked)


def _parts(place: int, rows: Sequence[_Row], book: PromotionBook) -> list[Part]:
    """Of each line what the promotion may be taken of."""
    alone = book[place].exclusive
    return [(row.untouched if alone else row.open) if place in row.wanted_by else Part() for row in rows]


def _amount(place: int, parts: Sequence[Part], left: Sequence[int], book: PromotionBook) -> int:
    return sum(part.initial for part in parts) if book[place].base == "initial" else sum(left)


def _count(place: int, rows: Sequence[_Row], book: PromotionBook) -> int:
    """Units of the lines that it may be taken of."""
    parts = _parts(place, rows, book)
    return sum(row.line.units for row, part in zip(rows, parts, strict=True) if part.initial)


def _outcome(
    place: int, rows: Sequence[_Row], book: PromotionBook, totals: dict[int, int], rounding: Rounding
) -> PromotionOutcome:
    """Explains it by what it would come to if it stood alone."""
    promotion = book[place]
    told = PromotionOutcome(promotion_id=promotion.promotion_id, name=book.name(place))
    if place in totals:
        return replace(told, applied=totals[place], times=1)
    if promotion.trigger == "code":
        return replace(told, why_not="code_needed")
    parts = _parts(place, rows, book)
    if not any(part.initial for part in parts):
        wanted = any(place in row.wanted_by for row in rows)
        return replace(told, why_not="other_promotion" if wanted else "left_out")
    if _turn(place, rows, [0] * len(rows), book, rounding).total:
        group = {book[other].group for other in totals} - {""}
        return replace(told, why_not="group_taken" if promotion.group in group else "other_promotion")
    return _missing(told, place, rows, book)


def _missing(
    told: PromotionOutcome, place: int, rows: Sequence[_Row], book: PromotionBook
) -> PromotionOutcome:
    """What a promotion that takes nothing even alone is short of."""
    promotion, parts = book[place], _parts(place, rows, book)
    count = _count(place, rows, book)
    if count < promotion.minimum_quantity:
        missing = promotion.minimum_quantity - count
        return replace(told, why_not="minimum_quantity", missing_quantity=missing)
    short = promotion.minimum_amount - _amount(place, parts, [part.left for part in parts], book)
    if short > 0:
        return replace(told, why_not="minimum_amount", missing_amount=short)
    return replace(told, why_not="no_saving")


def _trace(turn: _Turn, book: PromotionBook, rounding: Rounding, rounder: Rounder) -> None:
    """Write the rounding that counts into the list for a person."""
    if isinstance(book[turn.place].action, PercentOff):
        subject = book[turn.place].promotion_id
        rounder.divide("percent_promotion_whole", subject, turn.asked, rounding)
