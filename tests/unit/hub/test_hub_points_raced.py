"""Tills that reach for the last points of a customer at the same moment: one gets them, on either engine."""

from __future__ import annotations

import threading
from typing import Any

from hub.bootstrap import Hub
from hub.services.invariants import check
from hub.store.terminals import TerminalRecord
from sync.protocol import HubBusy
from tests.fakes.loyalty_ops import earning, redeeming
from tests.unit.hub.loyalty_desk import Till, task_kinds
from tests.unit.hub.test_hub_loyalty import PROGRAM

BOTH_ENGINES = True
ROUNDS = 5


def test_the_last_points_are_granted_once(
    hub: Hub, records: tuple[TerminalRecord, ...], hub_gen: str
) -> None:
    tills = [Till(hub, record, hub_gen) for record in records[:2]]
    hub.loyalty.set_program(tills[0].store_id, PROGRAM)
    for customer_id in ("anna", "bea"):
        tills[0].know(customer_id)
    hub.merges.merge("anna", "bea", "ada")
    for _ in range(ROUNDS):
        earning(tills[0].journal, "bea", PROGRAM)
        tills[0].push()
        answers: list[Any] = [None] * 4
        gate = threading.Barrier(4)

        def ask(place: int, answers: list[Any] = answers, gate: threading.Barrier = gate) -> None:
            gate.wait()
            while answers[place] is None:
                try:
                    answers[place] = tills[place % 2].ask("points", ("anna", "bea")[place // 2], 119)
                except HubBusy:
                    continue

        threads = [threading.Thread(target=ask, args=(place,)) for place in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        granted = [(place, one.right) for place, one in enumerate(answers) if one.right is not None]
        assert [one.code for one in answers].count("not_enough") == 3
        ((place, right),) = granted
        till = tills[place % 2]
        redeeming(till.journal, right.subject, 119, right)
        assert till.push() == [("applied", None)]
        assert till.account("anna").points == till.account("bea").points == 0
    assert task_kinds(hub) == []
    assert check(hub.engine) == []
