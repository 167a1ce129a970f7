"""One thing that should hold and does not."""

from __future__ import annotations

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`invariant` is a stable word for the rule that is broken; `message` says where, in plain words."""

    invariant: str
    message: str
