"""State machines as data: a table of moves, and the questions a test asks of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from retail.errors import RuleError


class StateMachine:
    """A named table of moves (state, event) → state, one initial state, and the states where it may rest."""

    def __init__(
        self,
        name: str,
        initial: str,
        transitions: Mapping[tuple[str, str], str],
        final: Collection[str] = (),
    ) -> None:
        self.name = name
        self.initial = initial
        self.transitions = dict(transitions)
        self.final = frozenset(final)
        self.states = frozenset(
            {initial, *self.final, *self.transitions.values(), *(state for state, _ in self.transitions)}
        )

    def advance(self, state: str, event: str) -> str:
        """The state after `event`; `RuleError("illegal_move")` when the table has no such move."""
        try:
            return self.transitions[state, event]
        except KeyError:
            raise RuleError(
                "illegal_move",
                f"{self.name}: {event!r} is not possible while {state!r}.",
                machine=self.name,
                state=state,
                event=event,
            ) from None

    def can(self, state: str, event: str) -> bool:
        """Whether `event` is a move from `state`."""
        return (state, event) in self.transitions

    def events(self, state: str) -> frozenset[str]:
        """The events that move on from `state`."""
        return frozenset(event for source, event in self.transitions if source == state)

    def reachable(self) -> frozenset[str]:
        """The states that some series of events reaches from the initial one."""
        found: set[str] = set()
        waiting = [self.initial]
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting.extend(target for (source, _), target in self.transitions.items() if source == state)
        return frozenset(found)

    def dead_ends(self) -> frozenset[str]:
        """States without a way on that are not final: a mistake in the table, never a fact of trade."""
        return frozenset(state for state in self.states - self.final if not self.events(state))
