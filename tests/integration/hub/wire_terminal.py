"""A terminal of the tests that enrolled at the real hub and talks to it by the real client."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import HttpEnrolment, HttpHub
from sync.enrolment import EnrolmentCode, enrol
from tests.integration.hub.conftest import PATIENT, HubProcess, MachineClock, tillbridge
from tests.unit.hub.terminal_journal import Journal, new_id

PROGRAM = "tillbridge test"


class Terminal:
    """An enrolled terminal with its key, its client and its journal."""

    def __init__(self, hub: HubProcess, number: int) -> None:
        self.code_text = tillbridge(
            "hub", "enrol-code", "--data", str(hub.data_dir), "--terminal", str(number)
        ).strip()
        self.code = EnrolmentCode.parse(self.code_text)
        self.key = Ed25519PrivateKey.generate()
        self.enrolment = HttpEnrolment(
            self.code.url, self.code.fingerprint, MachineClock(), program=PROGRAM, timeouts=PATIENT
        )
        self.enrolled = enrol(self.enrolment, self.code, key=self.key, epoch=new_id(), program=PROGRAM)
        self.reply = self.enrolled.reply
        self.client = HttpHub(
            self.code.url,
            self.code.fingerprint,
            self.reply.terminal_id,
            self.key,
            MachineClock(),
            program=PROGRAM,
            timeouts=PATIENT,
        )
        self.journal = Journal(self.reply.terminal_id, self.reply.store_id, number, epoch=self.enrolled.epoch)

    def close(self) -> None:
        self.enrolment.close()
        self.client.close()
