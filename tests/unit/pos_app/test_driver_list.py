"""The list of drivers that screens show beside every word of a device."""

from __future__ import annotations

import pytest

from pos_app.bootstrap import driver_list
from pos_app.bootstrap.driver_list import DriverList


def test_manifests_are_read_once_however_often_drivers_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    drivers = DriverList(lambda: 0)
    shown = drivers.drivers()
    assert {"printer", "scanner", "scale", "display", "drawer"} == {one.kind for one in shown}
    monkeypatch.setattr(driver_list, "manifests", lambda: pytest.fail("read again"))
    assert drivers.drivers() == shown
