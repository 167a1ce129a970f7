"""Prints that are not on paper, without a window."""

from __future__ import annotations

from typing import Any

from pos_app import commands as c
from proof.canned_side import JOBS


def test_prints_say_what_is_wrong_and_are_printed_or_let_go(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+P")
    model = desk.screen("prints")
    first = model.property("rows").at(0)
    assert (first.title, first.state_text) == ("Receipt S1-T2-000198", "Check the paper")
    assert first.detail.startswith("The line to the printer broke.")
    assert model.property("doubtful") is True
    desk.press("F4")
    assert desk.last == c.RetryPrint(job_id="j1")
    desk.press("Down", "F8")
    assert desk.last == c.DropPrint(job_id="j2")
    assert "journal" in desk.shell.property("notice_text")
    desk.press("Down", "Del")
    assert desk.last == c.DropPrint(job_id="j3")
    assert desk.shell.property("notice_text") == "Let go. It will not be printed."


def test_prints_follow_news_and_keep_the_one_selected(at: Any) -> None:
    desk = at()
    desk.press("Ctrl+P", "Down")
    desk.bus.jobs = JOBS[1:]
    desk.bus.tell("print", JOBS[1:])
    desk.settle()
    model = desk.screen("prints")
    assert model.property("rows").at(model.property("selected")).key == "j2"
    desk.bus.jobs = ()
    desk.till.topic_changed.emit("print")
    desk.settle()
    assert (model.property("empty"), model.property("selected")) == (True, -1)
    desk.press("F4", "F8")
    assert desk.bus.sent == []
    desk.press("F9")
    assert desk.shell.property("route") == "devices"
