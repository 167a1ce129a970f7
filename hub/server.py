"""Runs the hub's application under uvicorn: TLS, a line when it is ready, a quiet end."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from hub.connections import PromptProtocol
from hub.services.mail import MailSender
from hub.services.mail_thread import MailThread
from hub.store.lease import serving
from hub.tls import Certificate, certificate
from hub.workers import check_workers, end_with_parent, inherited, run_workers, say_ready
from retail.errors import RuleError

if TYPE_CHECKING:
    from hub.bootstrap import Hub

GRACE_S = 5
"""How long running requests may take to end."""
BACKLOG = 256


class _Server(uvicorn.Server):
    """Wakes long polls when it is told to stop, so that stopping takes no half a minute."""

    def __init__(self, config: uvicorn.Config, hub: Hub, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._hub = hub
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's; says then that requests are answered."""
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._hub.news.close()


def serve(hub: Hub, ready: Callable[[str, str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called with address and fingerprint once it answers.

    Raises `RuleError` where the port is taken, or another program serves the data folder or the database.
    """
    settings = hub.settings
    if settings.worker_socket >= 0:
        end_with_parent()
        _run(hub, inherited(settings.worker_socket), lambda: say_ready(settings.worker_ready))
        return
    check_workers(settings, on_postgres=hub.database.on_postgres)
    # Two on one database would each tell terminals of its own address, and sign by keys of its own.
    with serving(hub.data_dir, hub.database, lambda: signal.raise_signal(signal.SIGTERM)):
        hub.sign_snapshots()
        hub.snapshots.folder.sweep()
        _serve(hub, ready)


def _serve(hub: Hub, ready: Callable[[str, str], None]) -> None:
    settings = hub.settings
    listener = _listen(settings.host, settings.port)
    port = listener.getsockname()[1]
    tls = _certificate(hub)
    fingerprint = tls.fingerprint if tls else ""
    url = settings.url(port)
    hub.remember_address(url, fingerprint)
    if settings.workers == 1:
        _run(hub, listener, lambda: ready(url, fingerprint))
        return
    # Connections are the workers' from now on.
    hub.engine.dispose()
    try:
        run_workers(hub.data_dir, settings, listener, lambda: ready(url, fingerprint))
    finally:
        listener.close()


def _run(hub: Hub, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Take requests in this process until it is told to stop."""
    settings = hub.settings
    server = _Server(_config(hub, _certificate(hub)), hub, ready)

    # In force until uvicorn sets its own, and again when it raises the signal once more after its clean end:
    # the process then goes on to close its files.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, server.handle_exit)
    # What was loaded until now stays: the collector need not look at it again during each push.
    gc.collect()
    gc.freeze()
    mail = None
    if settings.mail is not None:
        mail = MailThread(partial(_send_mail, hub, MailSender(hub.database, hub.clock, settings.mail)))
        mail.start()
    try:
        server.run(sockets=[listener])
    finally:
        listener.close()
        if mail is not None:
            mail.stop()


def _send_mail(hub: Hub, sender: MailSender) -> int:
    """What is due goes out of one worker at a time: no letter twice."""
    with hub.database.alone("mail") as mine:
        return sender.step() if mine else 0


def _certificate(hub: Hub) -> Certificate | None:
    settings = hub.settings
    return None if settings.loopback_http else certificate(hub.data_dir, settings.host, hub.clock.now())


def _config(hub: Hub, tls: Certificate | None) -> uvicorn.Config:
    return uvicorn.Config(
        hub.app(),
        ssl_certfile=None if tls is None else str(tls.certificate),
        ssl_keyfile=None if tls is None else str(tls.key),
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=75,
        proxy_headers=False,
        loop="asyncio",
        http=PromptProtocol,
        lifespan="on",
    )


def _listen(host: str, port: int) -> socket.socket:
    """A socket that queues callers from now on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, asyncio turns Nagle off: else each answer waits 40 ms for the peer's ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        # Windows lets a second program take a port that is in use unless it is told not to.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise RuleError(
            "port_taken", f"The hub cannot listen on {host} port {port}: {error.strerror}."
        ) from error
    return listener
