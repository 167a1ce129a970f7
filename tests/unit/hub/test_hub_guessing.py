"""Guessing at the sign-in, and what must not come back with a restored backup."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from hub.bootstrap import Hub, build_hub
from hub.services.passwords import hash_password
from hub.services.restoring import begin_generation
from hub.services.signing_in import MAX_WRONG, SigningIn, TooManyAttempts
from hub.settings import HubSettings
from hub.store import people
from hub.store.people import AdminUser
from hub.store.terminals import TerminalRecord
from sync import messages as m
from sync.protocol import Unauthorised
from tests.fakes.postgres import Databases
from tests.unit.hub.conftest import HandClock
from tests.unit.hub.terminal_journal import new_id

PASSWORD = "a-good-password"
KEY = "A" * 43 + "="


@pytest.fixture
def signing_in(hub: Hub, clock: HandClock) -> SigningIn:
    with hub.database.write() as connection:
        user = AdminUser(name="ann", role="owner", password_hash=hash_password(PASSWORD))
        people.put_user(connection, user)
    return SigningIn(hub.database, clock)


def test_guesses_sent_at_once_are_counted_like_those_one_by_one(signing_in: SigningIn) -> None:
    answers: list[str] = []
    start = threading.Barrier(12)

    def guess() -> None:
        start.wait()
        try:
            answers.append(str(signing_in.sign_in("ann", "a-wrong-password", "p")))
        except TooManyAttempts:
            answers.append("too many")

    guesses = [threading.Thread(target=guess) for _ in range(12)]
    for one in guesses:
        one.start()
    for one in guesses:
        one.join()
    assert sorted(answers) == ["None"] * MAX_WRONG + ["too many"] * (12 - MAX_WRONG)


def test_guesses_at_two_workers_are_counted_together(
    tmp_path: Path, clock: HandClock, databases: Databases
) -> None:
    settings = HubSettings(database=databases.for_a_hub())
    hubs = [build_hub(tmp_path, settings, clock) for _ in range(2)]
    with hubs[0].database.write() as connection:
        user = AdminUser(name="ann", role="owner", password_hash=hash_password(PASSWORD))
        people.put_user(connection, user)
    desks = [SigningIn(hub.database, clock) for hub in hubs]
    for _ in range(MAX_WRONG - 1):
        assert desks[0].sign_in("ann", "a-wrong-password", "p") is None
    answers: list[str] = []
    start = threading.Barrier(2)

    def guess(desk: SigningIn) -> None:
        start.wait()
        try:
            answers.append(str(desk.sign_in("ann", "a-wrong-password", "p")))
        except TooManyAttempts:
            answers.append("too many")

    guesses = [threading.Thread(target=guess, args=(desk,)) for desk in desks]
    for one in guesses:
        one.start()
    for one in guesses:
        one.join()
    for hub in hubs:
        hub.close()
    assert sorted(answers) == ["None", "too many"]


def test_a_name_without_end_is_not_kept(signing_in: SigningIn) -> None:
    for tail in range(MAX_WRONG):
        assert signing_in.sign_in("n" * 100_000 + str(tail), PASSWORD, "p") is None
    with pytest.raises(TooManyAttempts):
        signing_in.sign_in("n" * 61, PASSWORD, "p")


def test_a_restore_brings_back_no_session_and_no_code(
    hub: Hub, signing_in: SigningIn, clock: HandClock, records: tuple[TerminalRecord, ...]
) -> None:
    found = signing_in.sign_in("ann", PASSWORD, "p")
    assert found is not None
    code = hub.enrolment.new_code(records[0].terminal_id, "http://127.0.0.1:1").code
    begin_generation(hub.database, clock)
    assert signing_in.who(found[0]) is None
    with pytest.raises(Unauthorised):
        hub.enrolment.enrol(m.EnrolRequest(code=code, public_key=KEY, epoch=new_id()))
