"""The seeded simulation: seeds hold, mutants are caught, a seed replays exactly, a failing one shrinks."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest

from hub.services import applying
from pos_app.__main__ import main
from proof.simulation.mutants import BY_NAME, MUTANTS, Mutant
from proof.simulation.runner import a_template, catch, run_seed, smallest
from proof.simulation.schedule import Step, draw
from proof.simulation.shrink import shrink
from proof.simulation.template import Template
from proof.simulation.terminal import Process

SEEDS = 100
PARTS = 10
MUTANT_SEEDS = 80


@pytest.fixture(scope="module")
def template() -> Iterator[Template]:
    with a_template() as made:
        yield made


@pytest.mark.parametrize("part", range(PARTS))
def test_a_hundred_seeds_hold(template: Template, part: int) -> None:
    for seed in range(part, SEEDS, PARTS):
        result = run_seed(template, seed)
        assert not result.broken, (seed, result.broken)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_each_mutant_is_caught_by_a_rule_that_it_breaks(template: Template, mutant: Mutant) -> None:
    caught = catch(template, mutant, range(MUTANT_SEEDS))
    assert caught.seed is not None
    assert caught.rule in mutant.breaks


def test_what_ends_by_a_fault_of_the_program_is_not_caught(template: Template) -> None:
    def broken() -> tuple[tuple[object, str, object], ...]:
        return ((applying, "publish_each", None),)

    mutant = Mutant(name="broken", breaks=("drain", "lost"), patches=broken)
    assert run_seed(template, 0, mutant).broken
    assert catch(template, mutant, range(1)).seed is None


def test_a_seed_replays_exactly(template: Template) -> None:
    first, second = (run_seed(template, 6) for _ in range(2))
    assert first == second
    assert len(first.trace) > len(draw(6))


def test_a_seed_replays_exactly_in_another_process() -> None:
    said = []
    for hash_seed in ("1", "2"):
        words = [sys.executable, "-m", "pos_app", "simulate", "--seed", "6", "--trace"]
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        said.append(subprocess.run(words, env=environment, capture_output=True, check=True).stdout)
    assert said[0] == said[1]
    assert b"all holds" in said[0]


def test_a_run_leaves_nothing_behind_for_the_next(template: Template) -> None:
    before = run_seed(template, 3)
    run_seed(template, 1, BY_NAME["no dedup"])
    assert run_seed(template, 3) == before


def test_a_template_that_is_closed_leaves_no_process_in_memory() -> None:
    def processes() -> int:
        gc.collect()
        return sum(isinstance(one, Process) for one in gc.get_objects())

    before = processes()
    with a_template() as made:
        run_seed(made, 0)
        assert processes() > before
    del made
    assert processes() == before


def test_a_failing_seed_shrinks_to_what_makes_it_fail(template: Template) -> None:
    mutant = BY_NAME["poison blocks"]
    caught = catch(template, mutant, range(MUTANT_SEEDS))
    assert caught.seed is not None
    steps = smallest(template, caught.seed, mutant)
    assert len(steps) <= 3
    assert run_seed(template, caught.seed, mutant, steps).broken
    for left_out in range(len(steps)):
        assert not run_seed(template, caught.seed, mutant, steps[:left_out] + steps[left_out + 1 :]).broken


def test_shrinking_leaves_out_faults_that_do_not_matter() -> None:
    steps = [Step(n=n, kind="sync", weather="storm", doom=n) for n in range(1, 21)]

    def fails(kept: Sequence[Step]) -> bool:
        return {step.n for step in kept} >= {3, 17} and any(step.doom for step in kept if step.n == 3)

    assert shrink(steps, fails) == (
        Step(n=3, kind="sync", doom=3),
        Step(n=17, kind="sync"),
    )


def test_the_report_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--seeds", "2", "--no-mutants", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["seeds"], report["failures"], report["lost"], report["doubled"]) == (2, 0, 0, 0)
    assert report["seconds"] > 0
    assert report["receipts"] > 0


def test_one_seed_is_replayed_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--seed", "2", "--trace"]) == 0
    said = capsys.readouterr().out
    assert str(draw(2)[0]) in said
    assert "seed 2: all holds" in said
