"""Every command that `tillbridge --help` promises can be imported and explains itself."""

from __future__ import annotations

import argparse

import pytest

from pos_app.__main__ import COMMANDS, load


@pytest.mark.parametrize("name", COMMANDS)
def test_every_row_of_the_table_is_a_whole_command(name: str) -> None:
    command = load(COMMANDS[name])
    assert command.HELP.strip().endswith("."), "HELP is sentences"
    parser = argparse.ArgumentParser(prog=name)
    command.add_arguments(parser)
    assert callable(command.run)
    assert parser.format_help()
