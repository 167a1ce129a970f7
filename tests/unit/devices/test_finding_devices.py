"""What is found on this machine and at named hosts, and names of ports that last."""

from __future__ import annotations

import pytest

from devices.discovery import ON_A_CABLE, expanded, find, network_printers
from devices.manifests import drivers_for
from devices.printer.virtual.server import VirtualPrinter
from devices.usb_ports import path_of, serial_ports
from retail.errors import KnownError


def test_networks_become_hosts_and_nobody_is_asked_twice() -> None:
    assert expanded(["till", "192.168.1.0/30", "192.168.1.1"]) == ("till", "192.168.1.1", "192.168.1.2")
    for text in ("10.0.0.0/8", "a/b", "1.2.3.4/99"):
        with pytest.raises(KnownError):
            expanded([text])


def test_a_printer_that_answers_is_found_at_its_host() -> None:
    with VirtualPrinter() as printer:
        (found,) = network_printers(("127.0.0.1",), printer.port)
        port = printer.port
    assert (found.driver, found.options) == ("network", {"host": "127.0.0.1", "port": str(port)})
    assert network_printers(("127.0.0.1", "no such host", "\udcff"), port) == ()
    assert network_printers(()) == ()


def test_ports_have_lasting_names_that_lead_back_to_them() -> None:
    for port in serial_ports():
        assert path_of(port.lasting) in (port.device, port.lasting)
    assert path_of("/dev/ttyS9") == "/dev/ttyS9"
    assert path_of("usb:0403:6001:GONE") == "usb:0403:6001:GONE"


def test_a_port_leads_to_a_driver_of_each_kind() -> None:
    drivers = ("scanner_serial", "scale_serial", "display_serial", "drawer_serial", "printer_serial")
    assert drivers_for(ON_A_CABLE, {"port"}) == drivers
    assert drivers_for(("receipt_printer",), {"host", "port"}) == ("network",)


def test_everything_found_says_where_it_is_and_what_it_may_be() -> None:
    for one in find():
        assert one.place
        assert one.kinds
