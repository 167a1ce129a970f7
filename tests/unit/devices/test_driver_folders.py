"""Every driver folder has a manifest that matches its code and a quality file whose tests exist."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest

import devices
from devices.camera.options import CameraOptions
from devices.display.serial.commands import SerialDisplayOptions
from devices.drawer.printer.driver import PrinterDrawerOptions
from devices.drawer.serial.options import SerialDrawerOptions
from devices.manifests import DRIVER_FOLDERS, Manifest, OptionManifest, manifests
from devices.printer.cups.driver import CupsOptions
from devices.printer.file.driver import FileOptions
from devices.printer.network.driver import NetworkOptions
from devices.printer.serial.driver import SerialPrinterOptions
from devices.printer.usb.driver import UsbPrinterOptions
from devices.scale.serial.answers import SerialScaleOptions
from devices.scanner.serial.framing import SerialScannerOptions
from devices.wedge.options import WedgeOptions

ROOT = Path(devices.__file__).parent
PROJECT = ROOT.parent

RULES = {
    "manifest_matches_options",
    "contract_suite",
    "explicit_timeouts",
    "cancellable",
    "confirmed_job",
    "never_printed_twice",
    "lost_and_back_logged_once",
    "closes_cleanly",
    "virtual_twin",
    "bad_input",
    "characters_exact",
    "real_hardware",
}

NOT_DRIVERS = {
    "devices",
    "devices.display",
    "devices.drawer",
    "devices.imaging",
    "devices.printer",
    "devices.printer.virtual",
    "devices.scale",
    "devices.scanner",
}

OPTIONS: dict[str, type[msgspec.Struct]] = {
    "network": NetworkOptions,
    "file": FileOptions,
    "printer_serial": SerialPrinterOptions,
    "usb": UsbPrinterOptions,
    "cups": CupsOptions,
    "wedge": WedgeOptions,
    "camera": CameraOptions,
    "scanner_serial": SerialScannerOptions,
    "scale_serial": SerialScaleOptions,
    "display_serial": SerialDisplayOptions,
    "drawer_serial": SerialDrawerOptions,
    "drawer_printer": PrinterDrawerOptions,
}


class Rule(msgspec.Struct, forbid_unknown_fields=True):
    tests: tuple[str, ...] = ()
    exempt: str = ""


def test_every_package_is_a_driver_or_known_not_to_be() -> None:
    packages = {".".join(path.parent.relative_to(PROJECT).parts) for path in ROOT.rglob("__init__.py")}
    assert packages - NOT_DRIVERS == set(DRIVER_FOLDERS)


@pytest.mark.parametrize("package", DRIVER_FOLDERS)
def test_every_rule_is_shown_by_tests_that_exist_or_exempt_with_a_reason(package: str) -> None:
    path = PROJECT.joinpath(*package.split("."), "quality.toml")
    rules = msgspec.toml.decode(path.read_bytes(), type=dict[str, Rule])
    assert set(rules) == RULES
    for name, rule in rules.items():
        assert bool(rule.tests) != bool(rule.exempt), f"{name}: either tests or a reason"
        for test in rule.tests:
            file, _, function = test.partition("::")
            assert function in functions_of(PROJECT / file), f"{name}: {test} does not exist"


@pytest.mark.parametrize("manifest", manifests(), ids=lambda manifest: manifest.name)
def test_options_in_manifest_and_code_are_the_same(manifest: Manifest) -> None:
    fields = {field.name: field for field in msgspec.structs.fields(OPTIONS[manifest.name])}
    assert set(manifest.options) == set(fields)
    for name, option in manifest.options.items():
        field = fields[name]
        assert field.required == (option.default is None), name
        if not field.required:
            assert field.default == option.default, name
        assert_type(name, option, msgspec.inspect.type_info(field.type))


def test_names_are_unique_and_every_driver_says_what_it_cannot_do() -> None:
    found = manifests()
    assert len({manifest.name for manifest in found}) == len(found)
    assert all(manifest.cannot for manifest in found)


def test_the_virtual_printer_knows_nothing_of_the_printing_code() -> None:
    for path in (ROOT / "printer" / "virtual").glob("*.py"):
        for module in imported_modules(path):
            if module.startswith("devices.printer"):
                assert module.startswith("devices.printer.virtual"), f"{path.name} imports {module}"
            assert not module.startswith("escpos"), f"{path.name} imports {module}"


def assert_type(name: str, option: OptionManifest, found: msgspec.inspect.Type) -> None:
    if isinstance(found, msgspec.inspect.LiteralType):
        assert option.type == "choice", name
        assert set(option.choices) == set(found.values), name
    elif isinstance(found, msgspec.inspect.VarTupleType):
        assert option.type == "choices", name
        assert isinstance(found.item_type, msgspec.inspect.LiteralType)
        assert set(option.choices) == set(found.item_type.values), name
    else:
        kinds = {
            msgspec.inspect.StrType: "text",
            msgspec.inspect.IntType: "whole",
            msgspec.inspect.BoolType: "yes_no",
        }
        assert option.type == kinds[type(found)], name


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def imported_modules(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
