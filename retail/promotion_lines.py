"""Promotions on units of goods: from lines to units, and from what serves a promotion back to the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retail.allocation import allocate
from retail.promotion import AmountOff, AppliedPromotion, PercentOff, PromotionOutcome, WhyNot
from retail.promotion_book import PromotionBook
from retail.promotion_cluster import Kind
from retail.promotion_search import Served, best_use
from retail.promotion_worth import Divide, pieces, unit_off, worth
from retail.rounding import Rounder, Rounding, divide


class Offered(NamedTuple):
    """A line as promotions see it."""

    line_id: str
    sku: str
    category: str
    quantity: int
    """Thousandths of the sales unit."""
    units: int
    """How many units it has; weighed goods are one."""
    price: int
    """Minor units of one of them."""
    weighed: bool
    takes_part: bool

    @property
    def extended(self) -> int:
        """The price of all of it."""
        return self.units * self.price


class Part(NamedTuple):
    """Some units of a line: their price before promotions, and what is left of it."""

    initial: int = 0
    left: int = 0

    def plus(self, other: Part) -> Part:
        """Both together."""
        return Part(self.initial + other.initial, self.left + other.left)


class OnUnits(NamedTuple):
    """What promotions on units did."""

    applied: dict[str, tuple[AppliedPromotion, ...]]
    """By line id."""
    closed: dict[str, Part]
    """By line id, its units that serve an exclusive promotion."""
    served: dict[str, Part]
    """By line id, its units that serve any promotion."""
    outcomes: tuple[PromotionOutcome, ...]


def promote_units(
    lines: Sequence[Offered], book: PromotionBook, rounding: Rounding, rounder: Rounder
) -> OnUnits:
    """Find the best use of all units; `lines` stand in the order of their ids."""
    of_kind, left_out = _kinds(lines, book)
    kinds = [
        Kind(price, wanted, sum(line.units for line in those)) for (price, wanted), those in of_kind.items()
    ]

    def quietly(numerator: int, denominator: int) -> int:
        return divide(numerator, denominator, rounding)

    served = best_use(kinds, book, quietly)
    _trace(kinds, book, served, rounding, rounder)
    applied: dict[str, tuple[AppliedPromotion, ...]] = {}
    closed: dict[str, Part] = {}
    all_served: dict[str, Part] = {}
    queues = [[(line, line.units) for line in those] for those in of_kind.values()]
    for place, one in served.items():
        taken = sorted(_take(queues, one), key=lambda row: row[0].line_id)
        for (line, units), off in zip(taken, _shares(place, taken, one, book, quietly), strict=True):
            used = line.quantity * units // line.units
            row = AppliedPromotion(
                promotion_id=book[place].promotion_id, name=book.name(place), applied=off, quantity=used
            )
            applied[line.line_id] = (*applied.get(line.line_id, ()), row)
            part = Part(line.price * units, line.price * units - off)
            all_served[line.line_id] = all_served.get(line.line_id, Part()).plus(part)
            if book[place].exclusive:
                closed[line.line_id] = closed.get(line.line_id, Part()).plus(part)
    outcomes = _outcomes(kinds, book, served, left_out, quietly)
    return OnUnits(applied, closed, all_served, outcomes)


def _kinds(
    lines: Sequence[Offered], book: PromotionBook
) -> tuple[dict[tuple[int, tuple[int, ...]], list[Offered]], set[int]]:
    """Lines by kind of their units, dearest first, and promotions with a line that takes no part."""
    found: dict[tuple[int, tuple[int, ...]], list[Offered]] = {}
    left_out: set[int] = set()
    for line in lines:
        on_units = {place for place in book.places(line.sku, line.category) if book[place].level == "line"}
        fits = {
            place
            for place in on_units
            if line.takes_part and (not line.weighed or isinstance(book[place].action, PercentOff))
        }
        left_out |= on_units - fits
        wanted = tuple(sorted(place for place in fits if book[place].trigger == "auto"))
        left_out |= fits - set(wanted)
        if wanted:
            found.setdefault((line.price, wanted), []).append(line)
    return dict(sorted(found.items(), key=lambda kind: (-kind[0][0], kind[0][1]))), left_out


def _take(queues: list[list[tuple[Offered, int]]], served: Served) -> list[tuple[Offered, int]]:
    """Lines and the number of their units that serve a promotion: the line entered first goes first."""
    taken = []
    for kind, units in served.kinds.items():
        queue, left = queues[kind], units
        while left:
            line, there = queue.pop(0)
            used = min(there, left)
            left -= used
            taken.append((line, used))
            if there > used:
                queue.insert(0, (line, there - used))
    return taken


def _shares(
    place: int, taken: Sequence[tuple[Offered, int]], served: Served, book: PromotionBook, off: Divide
) -> list[int]:
    """What comes off each line: its own units' part, or its share by largest remainder, by price.

    The share where units serve it that become no cheaper themselves: of bundles, or beyond a limit.
    """
    if isinstance(book[place].action, PercentOff | AmountOff) and not book[place].limit:
        return [units * unit_off(book[place], line.price, off) for line, units in taken]
    return allocate(served.worth.total, [units * line.price for line, units in taken])


def _trace(
    kinds: Sequence[Kind],
    book: PromotionBook,
    served: Mapping[int, Served],
    rounding: Rounding,
    rounder: Rounder,
) -> None:
    """Write the roundings that count into the list for a person; the search does many that do not."""
    if not rounder.traces:
        return
    for place, one in served.items():
        subject = book[place].promotion_id

        def openly(numerator: int, denominator: int, subject: str = subject) -> int:
            return rounder.divide("percent_promotion", subject, (numerator, denominator), rounding)

        worth(book[place], [(kinds[kind].price, one.kinds[kind]) for kind in sorted(one.kinds)], openly)


def _outcomes(
    kinds: Sequence[Kind],
    book: PromotionBook,
    served: Mapping[int, Served],
    left_out: set[int],
    off: Divide,
) -> tuple[PromotionOutcome, ...]:
    """What became of every promotion that has anything to do with the goods, by rank."""
    runs: dict[int, list[tuple[int, int]]] = {}
    free = [kind.units for kind in kinds]
    for one in served.values():
        for number, units in one.kinds.items():
            free[number] -= units
    idle: dict[int, int] = {}
    for kind, rest in zip(kinds, free, strict=True):
        for place in kind.wanted_by:
            runs.setdefault(place, []).append((kind.price, kind.units))
            idle[place] = idle.get(place, 0) + rest
    found = {}
    for place in left_out - runs.keys():
        why: WhyNot = "code_needed" if book[place].trigger == "code" else "left_out"
        found[place] = _outcome(book, place, why)
    for place, own in runs.items():
        if place in served:
            found[place] = _success(book, place, served[place], idle[place])
        else:
            found[place] = _failure(book, place, own, off)
    return tuple(found[place] for place in sorted(found))


def _success(book: PromotionBook, place: int, served: Served, idle: int) -> PromotionOutcome:
    promotion = book[place]
    size = pieces(promotion)
    more = not promotion.limit or served.worth.times < promotion.limit
    return PromotionOutcome(
        promotion_id=promotion.promotion_id,
        name=book.name(place),
        applied=served.worth.total,
        times=served.worth.times,
        missing_quantity=size - idle % size if more and idle % size else 0,
    )


def _failure(
    book: PromotionBook, place: int, runs: Sequence[tuple[int, int]], off: Divide
) -> PromotionOutcome:
    promotion = book[place]
    count, amount = sum(units for _, units in runs), sum(price * units for price, units in runs)
    needed = max(promotion.minimum_quantity, pieces(promotion))
    if count < needed:
        return _outcome(book, place, "minimum_quantity", missing_quantity=needed - count)
    if amount < promotion.minimum_amount:
        return _outcome(book, place, "minimum_amount", missing_amount=promotion.minimum_amount - amount)
    alone = worth(promotion, runs, off).total
    return _outcome(book, place, "other_promotion" if alone else "no_saving")


def _outcome(
    book: PromotionBook, place: int, why: WhyNot, missing_quantity: int = 0, missing_amount: int = 0
) -> PromotionOutcome:
    return PromotionOutcome(
        promotion_id=book[place].promotion_id,
        name=book.name(place),
        why_not=why,
        missing_quantity=missing_quantity,
        missing_amount=missing_amount,
    )
