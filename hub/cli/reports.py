"""What the sub-commands of `tillbridge hub` print: an enrolment code, the hub's state, a sale."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from hub.services.looking import sale_view
from hub.services.restoring import begin_generation
from hub.store import catalogue, customers, feeds, journal, meta, outbox, sales, stores, tasks, terminals
from hub.store.lease import serving
from retail.errors import RuleError
from retail.money import amount_text

if TYPE_CHECKING:
    from hub.bootstrap import Hub


def terminal_of(hub: Hub, number: int, store_no: int | None) -> str:
    """The id of a terminal. Raises `RuleError` where the number names none, or several."""
    with hub.database.read() as connection:
        known = stores.every(connection)
        wanted = [one.profile.store_id for one in known if store_no in (None, one.profile.store_no)]
        found = [one for one in terminals.by_number(connection, number) if one.store_id in wanted]
    if len(found) != 1:
        raise RuleError(
            "terminal_unknown" if not found else "terminal_ambiguous",
            f"There is no terminal {number} here." if not found else "Several stores have it: give --store.",
        )
    return found[0].terminal_id


def enrol_code(hub: Hub, number: int, store_no: int | None, url: str | None, *, as_json: bool) -> int:
    """Print a one-time code of a terminal. Raises `RuleError` where the number names none, or several."""
    terminal_id = terminal_of(hub, number, store_no)
    code = hub.enrolment.new_code(terminal_id, url)
    if as_json:
        _print_json({"terminal_id": terminal_id, "text": code.text(), "minutes": 10})
    else:
        print(code.text())
    return 0


def status(hub: Hub, *, as_json: bool) -> int:
    """Print how the hub stands."""
    with hub.database.read() as connection:
        quarantined, open_tasks = tasks.counts(connection)
        state: dict[str, Any] = {
            "set_up": bool(stores.every(connection)),
            "generation": meta.need(connection, meta.GENERATION),
            "url": meta.get(connection, meta.URL),
            "items": catalogue.count(connection),
            "sales": sales.count(connection),
            "ops": journal.count_by_status(connection),
            "quarantined": quarantined,
            "exception_tasks": open_tasks,
            "customers": customers.counts(connection)[0],
            "mail": outbox.counts(connection, outbox.EMAIL),
            "mail_server": hub.settings.mail is not None,
            "terminals": [
                {
                    "terminal_id": one.terminal_id,
                    "number": one.terminal_no,
                    "name": one.name,
                    "enrolled": one.public_key is not None,
                    "revoked": one.revoked_at is not None,
                    "seen_at": one.seen_at,
                }
                for one in terminals.every(connection)
            ],
            "feeds": {head.scope: head.seq for head in feeds.heads(connection)},
        }
    if as_json:
        _print_json(state)
        return 0
    print(f"{state['sales']} sales, {state['items']} items; served at {state['url'] or 'no address yet'}")
    for one in state["terminals"]:
        seen = "never heard of" if one["seen_at"] is None else f"heard of {_moment(one['seen_at'])}"
        joined = "refused" if one["revoked"] else "enrolled" if one["enrolled"] else "not enrolled"
        print(f"terminal {one['number']} {one['name']}: {joined}, {seen}")
    print(f"{quarantined} in quarantine, {open_tasks} exception tasks")
    _tell_of_mail(state["mail"], known=state["mail_server"])
    return 0


def _tell_of_mail(counts: dict[str, int], *, known: bool) -> None:
    waiting = counts.get(outbox.QUEUED, 0)
    if waiting and not known:
        print(f"{waiting} e-mails wait: no mail server is set (TILLBRIDGE_SMTP_HOST, see docs/hub.md)")
    elif counts:
        sent, dead = counts.get(outbox.SENT, 0), counts.get(outbox.DEAD, 0)
        print(f"{waiting} e-mails wait, {sent} sent, {dead} given up")


def find(hub: Hub, word: str, *, as_json: bool) -> int:
    """Print the sale with this receipt number or id; exit 1 where there is none."""
    with hub.database.read() as connection:
        views = [sale_view(connection, row) for row in sales.find(connection, word)]
    if not views:
        raise RuleError("sale_unknown", f"There is no sale {word[:80]!r} at this hub.")
    if as_json:
        _print_json({"sales": views})
        return 0
    for view in views:
        currency = view["currency"]
        print(f"{view['receipt_no']}  {_moment(view['at'])}  {view['kind']}  {view['txn_id']}")
        for line in view["lines"]:
            total = "voided" if line["voided"] else amount_text(line["total"], currency)
            print(f"  {line['quantity'] / 1000:g} {line['unit']}  {line['name']}  {total}")
        print(f"  total {amount_text(view['total'], currency)} {currency}")
    return 0


def restored(hub: Hub) -> int:
    """Begin a new generation after a restore. Raises `RuleError` while a hub serves folder or database."""
    with serving(hub.data_dir, hub.database, lambda: None):
        generation = begin_generation(hub.database, hub.clock)
        again = hub.customers.erase_again()
    if again:
        print(f"{again} customers who were erased since the backup are erased again.")
    print(f"The hub begins generation {generation}: terminals send again what the backup does not hold.")
    return 0


def _moment(at: int) -> str:
    return datetime.datetime.fromtimestamp(at / 1000, datetime.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False))
