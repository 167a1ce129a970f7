"""`/health` for whoever watches the hub, and `/metrics` for Prometheus on the same machine."""

from __future__ import annotations

import ipaddress
import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hub.api.errors import Refused, json_response
from hub.store import catalogue, feeds, journal, sales, tasks, terminals
from hub.store.database import Database


class HealthRoutes:
    """The two routes that need no login."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._started = time.monotonic()

    async def health(self, _request: Request) -> Response:
        """Whether the database answers; 503 (`hub_busy`) where not. Tells nothing about the shop."""

        def ask() -> None:
            with self._database.read() as connection:
                feeds.heads(connection, ["catalogue"])

        await run_in_threadpool(ask)
        return json_response({"status": "ok"})

    async def metrics(self, request: Request) -> Response:
        """Prometheus text; to this machine only."""
        if request.client is None or not _is_local(request.client.host):
            raise Refused(403, "loopback_only", "Metrics are for this machine alone.")
        text = await run_in_threadpool(self._metrics)
        return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

    def _metrics(self) -> str:
        with self._database.read() as connection:
            ops = journal.count_by_status(connection)
            quarantined, tasks_open = tasks.counts(connection)
            sold, items = sales.count(connection), catalogue.count(connection)
            known = terminals.every(connection)
            moved = feeds.heads(connection)
        lines = [
            *_gauge("uptime_seconds", "Since the hub was started.", int(time.monotonic() - self._started)),
            *_gauge("sales_total", "Sales and post-voids, training apart.", sold),
            *_gauge("items", "Items of the catalogue.", items),
            *_gauge("quarantined", "Ops that wait in quarantine.", quarantined),
            *_gauge("exception_tasks", "Open exception tasks.", tasks_open),
            "# HELP tillbridge_hub_ops Ops by status.",
            "# TYPE tillbridge_hub_ops gauge",
            *(f'tillbridge_hub_ops{{status="{status}"}} {count}' for status, count in sorted(ops.items())),
            "# HELP tillbridge_hub_terminal_seen_ms When a terminal was heard of last, UTC milliseconds.",
            "# TYPE tillbridge_hub_terminal_seen_ms gauge",
            *(
                f'tillbridge_hub_terminal_seen_ms{{terminal="{one.terminal_id}"}} {one.seen_at}'
                for one in known
                if one.seen_at is not None
            ),
            "# HELP tillbridge_hub_feed_seq How far each feed has come.",
            "# TYPE tillbridge_hub_feed_seq gauge",
            *(f'tillbridge_hub_feed_seq{{scope="{_escaped(head.scope)}"}} {head.seq}' for head in moved),
        ]
        return "\n".join(lines) + "\n"


def _gauge(name: str, help_text: str, value: int) -> list[str]:
    full = f"tillbridge_hub_{name}"
    return [f"# HELP {full} {help_text}", f"# TYPE {full} gauge", f"{full} {value}"]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
