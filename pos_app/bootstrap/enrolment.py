"""Makes a terminal of a machine: keys, identity at the hub, databases, sealed key. Part of the composition.

Every step may be repeated: after a lost answer the same key and epoch are sent again, and the hub answers the
same.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from local_db.keys import TerminalKeys, create_keys, load_keys
from local_db.terminal import LocalTerminal
from pos_app.bootstrap.driver_list import DriverList
from pos_app.bootstrap.hub_link import HubAddress, read_address, write_address
from pos_app.bootstrap.terminal import PROGRAM
from pos_app.device_entries import PRINTER, SavedDevice, save
from pos_app.machine import SystemClock, SystemIds
from pos_app.places import Places
from retail.errors import RuleError
from sync import enrolment
from sync.client import HttpEnrolment, HttpHub
from sync.messages import EnrolReply
from sync.ports import Identity


def network_printer(address: str) -> SavedDevice:
    """The entry of a printer at `HOST:PORT`. Raises `KnownError` where the address is none."""
    host, _, port = address.rpartition(":")
    entry = SavedDevice(
        device_id=PRINTER, kind="printer", driver="network", options={"host": host, "port": port}
    )
    DriverList(SystemClock().now).check(entry.kind, entry.device_id, entry.driver, entry.options)
    return entry


def enrol_terminal(
    places: Places, code: enrolment.EnrolmentCode, printer: SavedDevice | None = None
) -> EnrolReply:
    """Spend the code and keep what came of it, and the printer's entry beside it.

    Raises `RuleError("already_enrolled")` where this terminal belongs to a hub, and the errors of
    `sync.protocol` for a wrong code or a hub that cannot be reached.
    """
    clock = SystemClock()
    places.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = load_keys(places.key_file) if places.key_file.exists() else create_keys(places.key_file)
    local = LocalTerminal(places.data, keys, clock.now)
    try:
        if read_address(local.store) is not None:
            raise RuleError(
                "already_enrolled",
                f"The terminal in {places.data} belongs to a hub already. Use another --data folder.",
            )
        key = Ed25519PrivateKey.from_private_bytes(keys.private_key)
        epoch = _epoch(places.data / "enrolment.epoch")
        api = HttpEnrolment(code.url, code.fingerprint, clock, program=PROGRAM)
        try:
            enrolled = enrolment.enrol(api, code, key=key, epoch=epoch, program=PROGRAM)
        finally:
            api.close()
        _keep(local, code, enrolled.reply, epoch)
        if printer is not None:
            with local.store.write() as uow:
                save(uow.settings, printer)
    finally:
        local.close()
    _escrow(code, enrolled.reply, keys, key, clock)
    return enrolled.reply


def _epoch(path: Path) -> str:
    """The epoch of this enrolment, the same after a lost answer."""
    if not path.exists():
        path.write_text(SystemIds(SystemClock()).new(), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def _keep(local: LocalTerminal, code: enrolment.EnrolmentCode, reply: EnrolReply, epoch: str) -> None:
    identity = Identity(
        terminal_id=reply.terminal_id, store_id=reply.store_id, epoch=epoch, hub_gen=reply.hub_gen
    )
    local.outbox.enrol(identity)
    address = HubAddress(
        url=code.url,
        fingerprint=code.fingerprint,
        terminal_id=reply.terminal_id,
        store_id=reply.store_id,
        signing_key=reply.signing_key,
    )
    write_address(local.store, address)


def _escrow(
    code: enrolment.EnrolmentCode,
    reply: EnrolReply,
    keys: TerminalKeys,
    key: Ed25519PrivateKey,
    clock: SystemClock,
) -> None:
    hub = HttpHub(code.url, code.fingerprint, reply.terminal_id, key, clock, program=PROGRAM)
    try:
        enrolment.escrow(hub, reply, keys.database_key)
    finally:
        hub.close()
