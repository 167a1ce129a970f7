"""Hypothesis in all tests: no deadlines on shared machines, and in CI the same examples every time."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("by hand", deadline=None, print_blob=True)
settings.register_profile("in ci", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("in ci" if os.environ.get("CI") else "by hand")
