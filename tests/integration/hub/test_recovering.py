"""A broken terminal's disk comes to the hub: once, by the right terminal alone, as far as it is proved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from hub.services.live_status import live_status
from hub.services.restoring import begin_generation
from hub.store import catalogue, parked, rights, terminals
from local_db.keys import create_keys
from local_db.terminal import LocalTerminal
from pos_app.bootstrap.verification import compare
from pos_app.commands import ResumeSale, Scan, SuspendSale, TenderCash
from pos_app.commands import stock as cs
from pos_app.commands.hub_desk import HubAnswered
from pos_app.ports.hub_desk import HubAnswer
from retail.cart import CartLine, CartRequest
from retail.errors import RuleError
from retail.hybrid_clock import Stamp
from retail.rights import RightAsk, RightsRequest
from sync import messages as m
from sync.enrolment import to_text
from sync.protocol import HubUnreachable, RecoveryRefused
from tests.fakes.broken_till import MILK, URL, Shop, Wire, code_of, sell
from tests.fakes.counter import supervisor
from tests.fakes.shop import ITEMS
from tests.fakes.store import KEYS

SKU = "milk"
KEY, OTHER_KEY = (to_text(X25519PrivateKey.generate().public_key().public_bytes_raw()) for _ in range(2))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path)
    yield made
    made.close()


def test_what_was_not_sent_comes_once_however_often_it_is_recovered(shop: Shop) -> None:
    sell(shop)
    shop.a.push()
    sell(shop)
    sell(shop)
    done = shop.replace()
    said = shop.recover(done, shop.disk())
    assert (said.terminal_no, said.proved.whole, shop.sold) == (1, True, 3)
    assert said.left.session_number == 1
    assert len(said.left.unprinted) == 3

    again = shop.replace()
    assert again.new == done.new
    assert shop.recover(again, shop.disk()).at_hub == said.at_hub
    assert shop.sold == 3
    assert shop.tasks() == []
    assert shop.findings() == []


@pytest.mark.parametrize("calls", range(4))
def test_a_recovery_that_breaks_off_goes_on(shop: Shop, calls: int) -> None:
    sell(shop)
    shop.a.push()
    sell(shop)
    done = shop.replace()
    disk = shop.disk()
    with pytest.raises(HubUnreachable):
        shop.recover(done, disk, cut_after=calls)
    shutil.rmtree(disk)  # the copy is here
    said = shop.recover(done, disk, code=done.recovery_code if calls == 0 else "")
    assert (shop.sold, said.proved.whole, shop.tasks()) == (2, True, [])
    assert not (shop.folder / "new" / "recovery").exists()


def test_open_and_parked_sales_are_parked_for_all_tills_once(shop: Shop) -> None:
    parked_txn = shop.a.sale(Scan(raw=MILK)).txn_id
    shop.a.ok(SuspendSale(note="blue coat"))
    open_txn = shop.a.sale(Scan(raw=MILK)).txn_id
    for _ in range(2):
        said = shop.recover(shop.replace(), shop.disk())
        assert {txn.txn_id for txn in said.left.parked} == {parked_txn, open_txn}
        with shop.hub.database.write() as connection:
            found = [parked.find(connection, txn_id) for txn_id in (parked_txn, open_txn)]
        assert all(found)
    assert shop.tasks() == []
    assert shop.findings() == []


def test_the_old_folder_agrees_with_the_hub_after_it_was_recovered(shop: Shop) -> None:
    sell(shop)
    shop.a.push()
    sell(shop)
    shop.a.sale(Scan(raw=MILK))
    done = shop.replace()
    shop.recover(done, shop.disk())
    counted, findings = compare(shop.disk(), KEYS, shop.hub.data_dir)
    assert (findings, counted.at_hub) == ([], counted.entries)
    # What nobody's recovery has written is a stranger as ever.
    with shop.hub.database.write() as connection:
        connection.exec_driver_sql("UPDATE op SET body = replace(body, 'tillbridge recover', 'x')")
    assert {one.invariant for one in compare(shop.disk(), KEYS, shop.hub.data_dir)[1]} == {"stranger", "head"}


def test_an_open_sale_with_a_payment_is_for_a_person(shop: Shop) -> None:
    sale = shop.a.sale(Scan(raw=MILK))
    shop.a.ok(TenderCash(txn_id=sale.txn_id, amount=100))
    said = shop.recover(shop.replace(), shop.disk())
    assert [txn.txn_id for txn in said.left.paid] == [sale.txn_id]
    assert said.left.parked == ()
    shop.recover(shop.replace(), shop.disk())
    assert shop.tasks() == ["recovered_payment"]


def torn(disk: Path, seq: int) -> None:
    """A word of one entry on the disk is not what it was."""
    local = LocalTerminal(disk, KEYS, lambda: 0, ballast_bytes=0)
    local.pos.driver.execute("DROP TRIGGER journal_no_update")
    local.pos.driver.execute("UPDATE journal SET hlc = hlc || '0' WHERE seq = ?", (seq,))
    local.close()


def test_of_a_torn_journal_what_proves_itself_is_taken_and_the_rest_named(shop: Shop) -> None:
    grant(shop)
    sent = shop.a.local.outbox.acked().seq
    for _ in range(3):
        sell(shop)
    last = shop.a.local.outbox.head().seq
    disk = shop.disk()
    torn(disk, sent + 2)
    said = shop.recover(shop.replace(), disk)
    assert (said.proved.upto, said.at_hub, shop.sold) == (sent + 1, sent + 1, 1)
    assert said.proved.last == last
    assert (said.end.rights_back, said.end.rights_left) == (0, 1)
    assert shop.tasks() == ["recovered_in_part"]


def test_a_disk_that_was_itself_put_back_goes_on_under_an_epoch_of_its_own(shop: Shop) -> None:
    sell(shop)
    disk = shop.disk()
    sell(shop)
    shop.a.push()
    said = shop.recover(shop.replace(), disk)
    assert (shop.sold, said.proved.whole) == (2, True)


def grant(shop: Shop) -> None:
    """Till A holds a right to two units."""
    document_id = shop.a.ok(cs.BeginStockDocument(kind="receive")).document_id
    shop.a.ok(cs.ScanStock(document_id=document_id, raw=MILK, quantity=5_000))
    shop.a.ok(cs.PostStockDocument(document_id=document_id, approval=supervisor()))
    shop.a.push()
    ask = RightAsk(kind="stock", subject=SKU, quantity=2_000)
    reply = shop.hub.terminal_service("terminal-1").rights(RightsRequest(request_id="r1", asks=(ask,)))
    assert reply.answers[0].right is not None


def test_rights_that_the_broken_till_did_not_spend_go_back(shop: Shop) -> None:
    grant(shop)
    said = shop.recover(shop.replace(), shop.disk())
    assert (said.end.rights_back, said.end.rights_left) == (1, 0)
    with shop.hub.database.read() as connection:
        assert rights.of_terminal(connection, "terminal-1") == []
    assert shop.findings() == []


def test_of_a_recovered_till_nothing_waits_any_more(shop: Shop) -> None:
    sell(shop)
    with shop.hub.database.write() as connection:
        terminals.seen(connection, "terminal-1", 7, terminals.Said(program="p", waiting=3, oldest_at=5))
    shop.recover(shop.replace(), shop.disk())
    with shop.hub.database.read() as connection:
        (store,) = live_status(connection, 9)["stores"]
    (old,) = (one for one in store["terminals"] if one["terminal_id"] == "terminal-1")
    assert (old["state"], old["waiting"], old["oldest_at"]) == ("replaced", 0, None)


def test_a_wrong_code_a_wrong_disk_and_no_disk_are_told_apart(shop: Shop) -> None:
    sell(shop)
    done = shop.replace()
    disk = shop.disk()
    assert code_of(lambda: shop.recover(done, shop.folder)) == "no_terminal_on_disk"
    assert code_of(lambda: shop.recover(done, disk, code="WRONGWRONG22")) == "recovery_code_invalid"
    assert code_of(lambda: shop.recover(done, disk, code="")) == "recovery_code_needed"
    stranger = shop.folder / "stranger"
    local = LocalTerminal(stranger, create_keys(shop.folder / "k"), lambda: 0, ballast_bytes=0)
    assert code_of(lambda: shop.recover(done, stranger)) == "disk_in_use"
    local.close()
    assert code_of(lambda: shop.recover(done, stranger)) == "disk_of_another"
    assert shop.recover(done, disk, code="").proved.whole


def test_only_the_terminal_in_its_place_may_recover_and_only_once_the_code_is_spent(shop: Shop) -> None:
    done = shop.replace()
    stranger, heir = Wire(shop, "terminal-2"), Wire(shop, done.new.terminal_id)
    at = m.RecoverAt(terminal_id="terminal-1", epoch="epoch-1")
    push = m.RecoverPush(terminal_id="terminal-1", push=m.PushRequest(hub_gen="", epoch="e", ops=()))
    end = m.RecoverDone(terminal_id="terminal-1", entries=0)
    asked = m.RecoverKeyRequest(code=done.recovery_code, public_key=KEY)
    for wire in (stranger, heir):
        with pytest.raises(RecoveryRefused):
            wire.recover_head(at)
        with pytest.raises(RecoveryRefused):
            wire.recover_push(push)
        with pytest.raises(RecoveryRefused):
            wire.recover_done(end)
    with pytest.raises(RecoveryRefused):
        stranger.recover_key(asked)
    assert heir.recover_key(asked).terminal_id == "terminal-1"
    with pytest.raises(RecoveryRefused):
        heir.recover_key(m.RecoverKeyRequest(code=done.recovery_code, public_key=OTHER_KEY))
    first = heir.recover_done(end)
    assert heir.recover_done(end) == first
    with pytest.raises(RecoveryRefused):
        heir.recover_push(push)


def test_a_code_runs_out_after_a_day(shop: Shop) -> None:
    done = shop.replace()
    shop.clock.pass_ms(86_400_000)
    assert code_of(lambda: shop.recover(done, shop.disk())) == "recovery_code_invalid"


def test_a_hub_that_was_put_back_takes_no_code_from_before(shop: Shop) -> None:
    """It may have been spent since the backup, by a key that the hub has forgotten."""
    done = shop.replace()
    begin_generation(shop.hub.database, shop.clock)
    assert code_of(lambda: shop.recover(done, shop.disk())) == "recovery_code_invalid"
    assert shop.recover(shop.replace(), shop.disk()).proved.whole


def test_a_terminal_that_replaced_and_broke_is_replaced_itself(shop: Shop) -> None:
    first = shop.replace()
    with shop.hub.database.write() as connection:
        terminals.enrolled(connection, first.new.terminal_id, "key", "e", "test", 1)
    second = shop.hub.replacements.replace(first.new.terminal_id, "console", URL)[0]
    assert second.new.terminal_no == 4
    assert shop.replace().new == second.new


def test_the_id_of_a_replaced_terminal_is_not_used_again(shop: Shop) -> None:
    done = shop.replace()
    with pytest.raises(RuleError, match=f"enrol-code --terminal {done.new.terminal_no}") as refused:
        shop.hub.enrolment.new_code(done.old.terminal_id, URL)
    assert refused.value.code == "terminal_replaced"
    assert shop.hub.enrolment.new_code(done.new.terminal_id, URL).code


def test_what_never_joined_is_not_replaced(shop: Shop) -> None:
    assert code_of(lambda: shop.hub.replacements.replace("terminal-2", "console", URL)) == (
        "terminal_never_enrolled"
    )
    assert code_of(lambda: shop.hub.replacements.replace("nobody", "console", URL)) == "terminal_unknown"
    assert code_of(lambda: shop.hub.replacements.replace("terminal-1", "console")) == "hub_address_unknown"


def test_of_a_disk_older_than_what_the_hub_has_rights_stay_held_and_a_person_is_told(shop: Shop) -> None:
    grant(shop)
    disk = shop.disk()
    sell(shop)
    shop.a.push()
    done = shop.replace()
    with pytest.raises(HubUnreachable):
        shop.recover(done, disk, cut_after=3)
    said = shop.recover(done, disk)
    assert (said.behind, said.end.rights_back, said.end.rights_left) == (True, 0, 1)
    assert shop.tasks() == ["recovered_in_part"]


def test_a_sale_that_the_old_copy_shows_open_and_the_hub_knows_paid_is_not_parked(shop: Shop) -> None:
    sale = shop.a.sale(Scan(raw=MILK))
    disk = shop.disk()
    shop.a.ok(TenderCash(txn_id=sale.txn_id, amount=sale.total))
    shop.a.push()
    shop.recover(shop.replace(), disk)
    with shop.hub.database.write() as connection:
        assert parked.find(connection, sale.txn_id) is None
    assert shop.sold == 1


def test_a_label_that_may_be_a_persons_stays_on_the_disk(shop: Shop) -> None:
    sale = shop.a.sale(Scan(raw=MILK))
    shop.a.ok(SuspendSale(note="Ada 0171 2345678"))
    shop.a.ok(ResumeSale(txn_id=sale.txn_id))
    shop.a.ok(HubAnswered(answer=HubAnswer(question=shop.a.nudges.questions.pop(), unanswered="offline")))
    shop.recover(shop.replace(), shop.disk())
    with shop.hub.database.write() as connection:
        found = parked.find(connection, sale.txn_id)
    assert found is not None and (found.transaction.note, found.shown.label) == ("", "")


def test_what_a_broken_till_had_taken_from_others_is_free_again(shop: Shop) -> None:
    sale = shop.b.sale(Scan(raw=MILK))
    shop.b.ok(SuspendSale(note=""))
    shop.b.push()
    with shop.hub.database.write() as connection:
        catalogue.put_items(connection, ITEMS)
    stamp = Stamp(ms=shop.clock.now(), counter=0, node="phone").text()
    wish = CartLine(line_id=shop.b.ids.new(), sku=SKU, quantity=1000, stamp=stamp)
    begun = shop.hub.carts.begin("", [wish], "web")
    token = shop.hub.carts.token(begun.cart.cart_id, begun.secret).text
    desk = shop.hub.terminal_service("terminal-1")
    assert desk.carts(CartRequest(request_id="1", act="claim", txn_id=sale.txn_id)).transaction
    assert desk.carts(CartRequest(request_id="2", act="adopt", token=token)).cart
    shop.replace()
    assert shop.hub.carts.show(begun.cart.cart_id, begun.secret).state == "open"
    other = shop.hub.terminal_service("terminal-2")
    assert other.carts(CartRequest(request_id="3", act="claim", txn_id=sale.txn_id)).transaction
    assert shop.findings() == []
