"""How a drawer trigger is spoken to."""

from __future__ import annotations

from typing import Annotated

import msgspec

from devices.serial_line import SerialOptions

Hex = Annotated[str, msgspec.Meta(pattern=r"^(\s*[0-9A-Fa-f]{2})*\s*$", max_length=64)]


class SerialDrawerOptions(SerialOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bytes are written in hexadecimal, as handbooks do."""

    command: Annotated[str, msgspec.Meta(pattern=r"^(\s*[0-9A-Fa-f]{2})+\s*$", max_length=64)] = "07"
    status_command: Hex = ""
    open_mask: Annotated[int, msgspec.Meta(ge=0, le=255)] = 0
    answer_timeout_ms: Annotated[int, msgspec.Meta(ge=50, le=10_000)] = 1000

    @property
    def can_say(self) -> bool:
        """Whether the drawer can be asked if it is open."""
        return bool(self.status_command.strip()) and self.open_mask > 0
