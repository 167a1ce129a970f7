"""First-run set-up on the console: from a file, or by asking the few things that cannot be guessed."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hub.services.passwords import check_password_form
from hub.services.setup import (
    OperatorPart,
    ShopPlan,
    StorePart,
    TaxPart,
    TerminalPart,
    check_plan,
    read_logo,
    read_plan,
    set_up,
)
from retail.currency import currency
from retail.errors import KnownError, RuleError
from retail.pin import check_pin_form
from retail.tax import TaxPolicy, TaxRate

if TYPE_CHECKING:
    from collections.abc import Callable

    from hub.bootstrap import Hub


def run(hub: Hub, config: Path | None, admin_name: str, password_file: Path | None) -> int:
    """Set the hub up; asks for what was not given. Raises KnownError where nothing can be asked."""
    plan = ask_plan() if config is None else read_plan(config)
    check_plan(plan)
    logo = None if config is None else read_logo(plan, config.parent)
    if password_file is not None:
        admin = (admin_name, _first_line(password_file))
    elif sys.stdin.isatty():
        admin = (admin_name, _ask_password(admin_name))
    elif hub.is_set_up:
        admin = None
    else:
        raise RuleError(
            "admin_password_missing", "Give --admin-password-file, or run the set-up on a console to type it."
        )
    set_up(hub.database, plan, admin, hub.clock.now(), logo)
    print(f"{plan.store.name} is set up in {hub.data_dir}.")
    print("Next: `tillbridge import FILE` for the catalogue, `tillbridge hub` to serve, and")
    print("`tillbridge hub enrol-code --terminal 1` for each terminal that shall join.")
    return 0


def ask_plan() -> ShopPlan:
    """Ask on the console for a shop with one store. Raises `RuleError` where there is no console."""
    if not sys.stdin.isatty():
        raise RuleError("setup_needs_config", "There is no console to ask on: give --config FILE.")
    print("This hub is new. A few questions set it up; docs/hub.md shows a file for the rest.")
    store = StorePart(
        number=1,
        name=_ask("Name of the store", _needed),
        address=tuple(part.strip() for part in _ask("Address, parts separated by a comma").split(",")),
        tax_id=_ask("Tax id for the receipt"),
        currency=_ask("Currency (ISO code)", lambda text: currency(text).code, "EUR"),
        country=_ask("Country (two letters)", _country, "DE"),
        time_zone=_ask("Time zone", _time_zone, "Europe/Berlin"),
        languages=tuple(_ask("Languages, first that of receipts", _needed, "de en").split()),
    )
    inclusive = _ask("Do prices include tax (yes, no)", _yes_or_no, "yes") == "yes"
    rate = _ask("Standard tax rate as a share (19 % is 0.19)", _rate, "0.19")
    standard = TaxRate(code="standard", name="Tax", rate=rate, letter="A")
    count = int(_ask("How many terminals", _count, "1"))
    return ShopPlan(
        store=store,
        tax=TaxPart(policy=TaxPolicy(prices_include_tax=inclusive), classes={"standard": (standard,)}),
        terminals=tuple(TerminalPart(number=number) for number in range(1, count + 1)),
        operators=tuple(_ask_operators()),
    )


def _ask_operators() -> list[OperatorPart]:
    """Names and PINs; the first is a supervisor, since someone must be able to approve."""
    print("Who works the tills? The first is the supervisor; an empty name ends the list.")
    people: list[OperatorPart] = []
    while name := _ask("Name", None if people else _needed):
        pin = _ask_secret(f"PIN of {name} (6 to 12 digits)", check_pin_form)
        people.append(OperatorPart(name=name, pin=pin, role="cashier" if people else "supervisor"))
    return people


def _ask(question: str, check: Callable[[str], object] | None = None, default: str = "") -> str:
    """An answer that `check` lets pass; asks again where it raises."""
    while True:
        shown = f" [{default}]" if default else ""
        answer = input(f"{question}{shown}: ").strip() or default
        try:
            if check is not None:
                check(answer)
        except KnownError as error:
            print(error.message)
        else:
            return answer


def _ask_secret(question: str, check: Callable[[str], object]) -> str:
    while True:
        first = getpass.getpass(f"{question}: ")
        try:
            check(first)
        except KnownError as error:
            print(error.message)
            continue
        if getpass.getpass("Once more: ") == first:
            return first
        print("The two are not the same.")


def _ask_password(name: str) -> str:
    return _ask_secret(f"Password of {name} for managing the hub", check_password_form)


def _first_line(path: Path) -> str:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("password_file_unreadable", f"{path} cannot be read as text: {error}.") from error
    return lines[0] if lines else ""


def _needed(text: str) -> None:
    if not text:
        raise RuleError("answer_needed", "This one is needed.")


def _country(text: str) -> None:
    if not (len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()):  # noqa: PLR2004 - ISO 3166-1
        raise RuleError("country_invalid", "A country has two capital letters, such as DE.")


def _time_zone(text: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError) as error:
        raise RuleError(
            "time_zone_unknown", "Such a time zone is not known; one is Europe/Berlin."
        ) from error


def _yes_or_no(text: str) -> None:
    if text not in ("yes", "no"):
        raise RuleError("answer_yes_no", "Answer yes or no.")


def _rate(text: str) -> None:
    TaxRate(code="standard", name="Tax", rate=text)


def _count(text: str) -> None:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 999):  # noqa: PLR2004 - more are added later
        raise RuleError("count_invalid", "Give a number from 1 to 999.")
