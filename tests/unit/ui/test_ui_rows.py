"""A list model changes only what differs, whatever was shown before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt

from ui.rows import Row, Rows


class Plain(Row, frozen=True, kw_only=True):
    text: str = ""


def shown(model: Rows) -> list[tuple[str, str]]:
    rows = [model.at(i) for i in range(len(model))]
    return [(row.key, row.text) for row in rows if isinstance(row, Plain)]


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)
lists = keys.flatmap(lambda found: st.tuples(st.just(found), st.lists(st.sampled_from("xyz"), min_size=8)))


@given(st.lists(lists, min_size=1, max_size=4))
def test_any_list_becomes_any_other(steps: list[tuple[list[str], list[str]]]) -> None:
    model = Rows(Plain)
    for names, texts in steps:
        rows = [Plain(key=name, text=text) for name, text in zip(names, texts, strict=False)]
        model.show(rows)
        assert shown(model) == [(row.key, row.text) for row in rows]


def test_a_changed_row_tells_only_its_own_roles(qapp: object) -> None:
    model = Rows(Plain)
    model.show([Plain(key="a", text="1"), Plain(key="b", text="2")])
    changes: list[tuple[int, list[str]]] = []
    names = model.roleNames()
    model.dataChanged.connect(
        lambda first, _last, roles: changes.append((first.row(), [names[r].toStdString() for r in roles]))
    )
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show([Plain(key="a", text="1"), Plain(key="b", text="3")])
    assert changes == [(1, ["text"])]
    assert resets == []


def test_an_added_row_is_one_insertion(qapp: object) -> None:
    model = Rows(Plain)
    model.show([Plain(key=str(i)) for i in range(200)])
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.show([Plain(key=str(i)) for i in range(201)])
    assert inserted == [(200, 200)]


def test_data_outside_the_list_is_nothing(qapp: object) -> None:
    model = Rows(Plain)
    model.show([Plain(key="a", text="1")])
    role = next(role for role, name in model.roleNames().items() if name.toStdString() == "text")
    assert model.data(model.index(0), role) == "1"
    assert model.data(model.index(5), role) is None
    assert model.data(model.index(0), int(Qt.ItemDataRole.DisplayRole)) is None
    assert model.rowCount(model.index(0)) == 0
    assert model.rowCount(QModelIndex()) == 1
    assert model.at(7) is None
    assert (model.place("a"), model.place("z")) == (0, -1)
