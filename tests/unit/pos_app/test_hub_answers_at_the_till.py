"""What the sync thread heard becomes an answer that handlers read: a reply, no contact, or a refusal."""

from __future__ import annotations

import pytest

from pos_app.bootstrap.hub_link import hub_answer, no_hub
from pos_app.ports.hub_desk import HubAnswer
from retail.cart import CartReply, CartRequest
from retail.errors import KnownError
from retail.rights import RightsReply, RightsRequest
from sync.protocol import Fork, HubBusy, HubNonsense, HubUnreachable, Unauthorised

ASKED = RightsRequest(request_id="R", asks=())


def test_a_reply_is_handed_on() -> None:
    rights, carts = RightsReply(answers=(), at=1), CartReply(at=2)
    adopt = CartRequest(request_id="C", act="adopt")
    assert hub_answer(ASKED, rights) == HubAnswer(question=ASKED, rights=rights)
    assert hub_answer(adopt, carts) == HubAnswer(question=adopt, carts=carts)


@pytest.mark.parametrize(
    ("kind", "unanswered"),
    [
        (HubUnreachable, "offline"),
        (HubBusy, "offline"),
        (Unauthorised, "refused"),
        (Fork, "refused"),
        (HubNonsense, "refused"),
        (KnownError, "refused"),
    ],
)
def test_without_a_reply_it_says_why(kind: type[KnownError], unanswered: str) -> None:
    answer = hub_answer(ASKED, kind("the_code", "In words."))
    assert (answer.unanswered, answer.code, answer.message) == (unanswered, "the_code", "In words.")


def test_a_till_of_no_hub_is_offline() -> None:
    answer = no_hub(ASKED)
    assert (answer.unanswered, answer.code) == ("offline", "no_hub")
