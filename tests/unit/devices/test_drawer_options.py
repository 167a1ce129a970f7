"""Options of drawer triggers as handbooks write them."""

from __future__ import annotations

import pytest

from devices.drawer.serial.options import SerialDrawerOptions
from devices.entries import DeviceEntry, OptionValue
from devices.manager import build_drawer
from retail.errors import KnownError


@pytest.mark.parametrize("text", ["", "7", "0x07", "G0", "07 1"])
def test_what_is_no_hexadecimal_is_refused_by_its_name(text: str) -> None:
    options: dict[str, OptionValue] = {"port": "x", "command": text}
    with pytest.raises(KnownError, match="command"):
        build_drawer(DeviceEntry(id="drawer", driver="drawer_serial", options=options))


def test_a_drawer_can_say_only_with_a_question_and_a_bit() -> None:
    assert not SerialDrawerOptions(port="x").can_say
    assert not SerialDrawerOptions(port="x", status_command="05").can_say
    assert SerialDrawerOptions(port="x", status_command="05", open_mask=1).can_say
