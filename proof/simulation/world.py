"""One run: machines, line and clock put together, steps carried out, then everything healed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from proof.simulation import acts, checks
from proof.simulation.clocks import MachineClock, WorldClock, seeded_secrets
from proof.simulation.hub import HubMachine, settling_early
from proof.simulation.ledger import Ledger, newest_on, on_disk
from proof.simulation.memory import ProcessDied
from proof.simulation.mutants import NONE, Mutant
from proof.simulation.schedule import Step
from proof.simulation.template import Template
from proof.simulation.terminal import Process, Till, TillDisks
from proof.simulation.transport import Network

MOST_TURNS = 400
"""Turns of a sync engine in one step: more means that it runs in a circle."""
MOST_MACHINES = 5
HEALING_ROUNDS = 24
HEALING_S = 37.0
"""Each lane comes round in it, but for one in its longest back-off."""
Broken = tuple[str, str]
"""An invariant's word and what is wrong."""


class World:
    """A hub, tills and the line between them; `trace` tells what happened."""

    def __init__(self, template: Template, seed: int, mutant: Mutant = NONE) -> None:
        self.seed = seed
        self.mutant = mutant
        self.clock = WorldClock()
        self.trace: list[str] = []
        self.broken: list[Broken] = []
        self.ledger = Ledger()
        self._template = template
        template.hub_disk.put_back(template.hub)
        self.hub = HubMachine(template.hub_disk, template.folder, MachineClock(self.clock))
        mutant.fit_hub(self.hub)
        self.hub.take_backup()
        self.network = Network(self.hub, self.say)
        self.images: dict[int, TillDisks] = {}
        self.written: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """Names of customers as each machine wrote them last, by customer id."""
        self.names: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        """Every name that a customer was given, with the machine that gave it."""
        self.without_witness: set[str] = set()
        """Terminals whose witness physics took as well: only the hub can tell them of numbers given out."""
        self.written_off = False
        """Whether a manager took a right back: its holder may have spent it all the same."""
        self.lost: set[str] = set()
        self.doubled: set[str] = set()
        self.loyal, self.cards = template.loyal, template.cards
        self.from_template = self.at_hub()
        self.tills: list[Till] = []
        for number, disks in enumerate(template.tills):
            self._add(template.terminal_ids[number], disks.copy())

    def _add(self, terminal_id: str, disks: TillDisks) -> Till:
        name = f"till {len(self.tills)}"
        till = Till(
            name,
            terminal_id,
            disks,
            MachineClock(self.clock),
            images=self._template.images,
            operator=self._template.operator,
            parts=self.mutant.parts,
            chance=random.Random(f"{self.seed} {name}"),
        )
        till.recorded = newest_on(disks.pos)
        till.on_commit = self._note
        self.tills.append(till)
        return till

    def say(self, words: str) -> None:
        """A line of the trace, with the world's time."""
        self.trace.append(f"{self.clock.ms / 1000:10.3f} {words}")

    def breaks(self, rule: str, message: str) -> None:
        """An invariant does not hold."""
        self.say(f"BROKEN {rule}: {message}")
        self.broken.append((rule, message))

    # --- machines ---------------------------------------------------------------------------------------

    def till(self, step: Step) -> Till:
        """The machine that a step is about."""
        return self.tills[step.who % len(self.tills)]

    def process(self, till: Till) -> Process:
        """Its process, started where it is off."""
        return till.running(self.network.line(till.terminal_id, till.name))

    def _note(self, till: Till) -> None:
        twice = self.ledger.given_twice(till.disks.pos, till.terminal_id, till.recorded)
        if twice and till.terminal_id not in self.without_witness:
            self.breaks("receipt_twice", f"{till.name} gave {', '.join(twice)} to two sales")
        till.recorded = self.ledger.note(till.disks.pos, till.name, till.recorded)

    def image(self, till: Till) -> None:
        """Take an image of a machine's disk."""
        number = self.tills.index(till)
        self._drop_image(number)
        self.images[number] = till.disks.copy()

    def roll_back(self, till: Till, *, whole: bool) -> None:
        """Put the last image of a machine back, if there is one: of its whole disk, or of its databases."""
        image = self.images.get(self.tills.index(till))
        if image is None:
            return
        if whole or till.unwitnessed:
            self.without_witness.add(till.terminal_id)
        till.put_back(image, whole=whole)
        till.recorded = newest_on(till.disks.pos)
        self.written.pop(till.name, None)
        self.ledger.rolled_back += 1
        self.destroyed()

    def clone(self, till: Till) -> None:
        """A second machine begins on a copy of this one's disk."""
        if len(self.tills) < MOST_MACHINES:
            self._add(till.terminal_id, till.disks.copy())
            self.without_witness.add(till.terminal_id)
            self.ledger.destroyed += 1

    def destroyed(self) -> None:
        """Something was put back to an older state: what has no copy left is lost by physics."""
        self.ledger.destroyed_all_but([self.at_hub(), *(on_disk(till.disks.pos) for till in self.tills)])

    def at_hub(self) -> set[str]:
        """The op_ids that the hub holds."""
        with self.hub.database.read() as connection:
            return set(connection.exec_driver_sql("SELECT op_id FROM op").scalars())

    def _drop_image(self, number: int) -> None:
        old = self.images.pop(number, None)
        if old is not None:
            old.close()

    # --- running ----------------------------------------------------------------------------------------

    def run(self, steps: Sequence[Step]) -> None:
        """Carry out the steps."""
        for step in steps:
            self.say(f"-- {step}")
            self.do(step)
            if not self.broken:
                checks.after_step(self, self.till(step))
            if self.broken:
                return
        self.heal()

    def do(self, step: Step) -> None:
        """Carry out one step; a machine that dies in it is off afterwards."""
        till = self.till(step)
        chance = random.Random(f"{self.seed} {step.n}")
        if step.doom:
            till.doom = (abs(step.doom), "before" if step.doom < 0 else "after")
        self.network.weather, self.network.chance = step.weather, chance
        self.clock.pass_ms(chance.randint(1, 4000))
        try:
            acts.ACTS[step.kind](self, till, step, chance)
        except ProcessDied:
            self.say(f"{till.name} dies")
            till.die()
        finally:
            till.doom = None
            self.network.weather = "calm"

    def turns(self, till: Till, most: int) -> None:
        """A few turns of a till's sync engine while somebody waits."""
        process = self.process(till)
        for _ in range(most):
            if process.worker.turn():
                return
            self.clock.pass_ms(2)

    def sync(self, till: Till, seconds: float) -> None:
        """Let a till's sync engine work that long; time passes for everyone."""
        process = self.process(till)
        end = self.clock.ms + seconds * 1000
        for _ in range(MOST_TURNS):
            pause = process.worker.turn()
            if process.status.error_code == "sync_bug":
                self.breaks("bug", f"{till.name}: {process.status.error_message}")
                return
            if pause:
                if self.clock.ms + pause * 1000 > end:
                    return
                self.clock.pass_ms(max(1, int(pause * 1000)))
            else:
                self.clock.pass_ms(2)
        self.breaks("circle", f"{till.name}: the sync engine finds no end")

    def heal(self) -> None:
        """All faults end; nobody writes any more; every queue must drain, every till catch up."""
        self.say("-- all heals")
        self.network.in_flight.clear()
        for _ in range(HEALING_ROUNDS):
            for till in self.tills:
                self.sync(till, HEALING_S)
            if self.broken or checks.settled(self):
                break
        checks.at_the_end(self)

    def close(self) -> None:
        """Let go of all that was copied for this run."""
        for till in self.tills:
            till.die()
            till.disks.close()
        for number in list(self.images):
            self._drop_image(number)
        self.hub.drop_backup()


@contextmanager
def a_world(template: Template, seed: int, mutant: Mutant = NONE) -> Iterator[World]:
    """A world with its seeded secrets and its mutant in force."""
    with seeded_secrets(random.Random(f"secrets {seed}")), mutant.planted(), settling_early():
        world = World(template, seed, mutant)
        try:
            yield world
        finally:
            with suppress(ProcessDied):
                world.close()
