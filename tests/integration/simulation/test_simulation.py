"""The seeded simulation: seeds hold, mutants are caught, a seed replays exactly, a failing one shrinks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest

from pos_app.__main__ import main
from proof.simulation.mutants import BY_NAME, MUTANTS
from proof.simulation.runner import a_template, catch, run_seed, smallest
from proof.simulation.schedule import Step, draw
from proof.simulation.shrink import shrink
from proof.simulation.template import Template

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
def test_each_mutant_is_caught(template: Template, mutant: object) -> None:
    assert catch(template, BY_NAME[mutant.name], range(MUTANT_SEEDS)).seed is not None  # type: ignore[attr-defined]


def test_a_seed_replays_exactly(template: Template) -> None:
    first, second = (run_seed(template, 6) for _ in range(2))
    assert first == second
    assert len(first.trace) > len(draw(6))


def test_a_run_leaves_nothing_behind_for_the_next(template: Template) -> None:
    before = run_seed(template, 3)
    run_seed(template, 1, BY_NAME["no dedup"])
    assert run_seed(template, 3) == before


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
