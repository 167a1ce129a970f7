"""GS1 codes there and back for any company of identifiers, and that nothing said to a till can break it."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from hypothesis import assume, example, given
from hypothesis import strategies as st

from retail.identifiers import ParsedCode
from retail.identifiers.application_identifiers import ApplicationIdentifier, Part, identifiers
from retail.identifiers.check_digit import check_digit
from retail.identifiers.element_string import SEPARATOR
from tests.fakes.gs1_samples import ALPHABETS, read, sample

GTIN = "09521234543213"
GOODS = f"(01){GTIN}"

# --- there and back -----------------------------------------------------------------------------------------


def _value(ai: ApplicationIdentifier) -> st.SearchStrategy[str]:
    return st.tuples(*(_part(part) for part in ai.parts)).map("".join)


def _part(part: Part) -> st.SearchStrategy[str]:
    if part.check in ("day", "day0"):
        made: st.SearchStrategy[str] = st.dates(date(2000, 1, 1), date(2060, 12, 31)).map(
            lambda day: day.strftime("%y%m%d")
        )
    elif part.check == "check":
        digits = st.text(alphabet="0123456789", min_size=part.most - 1, max_size=part.most - 1)
        made = digits.map(lambda payload: payload + check_digit(payload))
    elif part.check in ("time", "hour", "currency", "piece", "flag", "minus", "slash"):
        made = st.just(sample(part, longest=True))
    else:
        made = st.text(alphabet=ALPHABETS[part.charset], min_size=part.least, max_size=part.most)
    return made


# What may stand beside the goods in any company; measures and prices of zero are another test's.
_BESIDE = [
    one
    for one in identifiers().values()
    if one.ai not in ("30", "235")
    and one.ai[:2] not in ("31", "32", "35", "36", "39")
    and all("01" in group for group in one.needs)
    and not one.not_with
    and one.ai not in ("01", "02")
]


@st.composite
def messages(draw: st.DrawFn) -> dict[str, str]:
    """Goods with any company that is allowed."""
    found = {"01": draw(_value(identifiers()["01"]))}
    for one in draw(st.lists(st.sampled_from(_BESIDE), unique_by=lambda one: one.ai, max_size=8)):
        found[one.ai] = draw(_value(one))
    return found


def _facts(code: ParsedCode) -> dict[str, str]:
    assert code.error is None, code.message
    return {element.ai: element.value for element in code.elements}


@given(messages(), st.sampled_from(["", "]C1", "]d2", "]Q3", "]e0", "]J1"]), st.booleans())
def test_element_strings_there_and_back(message: dict[str, str], carrier: str, all_separated: bool) -> None:
    text = carrier
    for ai, value in message.items():
        ends = all_separated or identifiers()[ai].predefined_length is None
        text += ai + value + (SEPARATOR if ends else "")
    code = read(text)
    assert _facts(code) == message
    assert code.gtin14 == message["01"]
    assert (code.batch, code.serial) == (message.get("10"), message.get("21"))


@given(messages())
def test_brackets_there_and_back(message: dict[str, str]) -> None:
    assert _facts(read("".join(f"({ai}){value}" for ai, value in message.items()))) == message


@given(messages(), st.sampled_from(["https://id.example", "HTTP://Shop.Example/a/b", "http://x/01/y"]))
def test_links_there_and_back(message: dict[str, str], stem: str) -> None:
    inside = [ai for ai in ("22", "10", "21") if ai in message]
    link = f"{stem}/01/{message['01']}"
    link += "".join(f"/{ai}/{quote(message[ai], safe='')}" for ai in inside)
    rest = [f"{ai}={quote(value, safe='')}" for ai, value in message.items() if ai not in ("01", *inside)]
    assert _facts(read(f"{link}?{'&'.join(rest)}")) == message


@given(messages(), st.data())
def test_one_identifier_twice_is_always_refused(message: dict[str, str], data: st.DataObject) -> None:
    twice = data.draw(st.sampled_from(sorted(message)))
    text = "".join(f"({ai}){value}" for ai, value in message.items()) + f"({twice}){message[twice]}"
    assert read(text).error == "gs1_duplicate_ai"


# --- hostile contents ---------------------------------------------------------------------------------------

_PIECES = st.lists(
    st.one_of(
        st.sampled_from(sorted(identifiers())),
        st.sampled_from([SEPARATOR, "(", ")", "/", "?", "&", "=", "%", "%25", "https://x", GTIN, "]Q1", "#"]),
        st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=8),
        st.text(alphabet="0123456789", max_size=20),
    ),
    max_size=12,
).map("".join)


@given(st.sampled_from(["", "]C1", "]d2", "]Q3", "]Q1", "]d1", "(01)", "https://", f"01{GTIN}"]), _PIECES)
@example("]d2", "90A\x1d" * 3000)
@example("", "(90)A" * 3000)
@example("]Q1", "https://x/" + "01/09521234543213/" * 1000)
@example("]Q1", "https://x/01/09521234543213/10/" + "%25" * 4000)
@example("]Q1", f"https://x/01/{GTIN}?" + "17=261130&" * 1500)
@example("]Q1", f"https://x/01/{GTIN}/10/'; DROP TABLE sale; --")
@example("]Q1", f"https://x/01/{GTIN}/10/<script>alert(1)</script>")
@example("]d2", f"01{GTIN}10\u202eABC")
@example("]d2", "9" * 10_000)
@example("", "(01)" + "9" * 10_000)
def test_nothing_makes_it_raise(start: str, rest: str) -> None:
    code = read(start + rest)
    assert code.raw == start + rest
    assert (code.error is None) == (code.message is None)
    assert len(code.message or "") < 250
    assert (code.message or "").isprintable()
    if code.error is None:
        assert code.identifiers


@given(st.text(max_size=40))
def test_no_value_with_a_character_outside_its_set_comes_through(text: str) -> None:
    assume(text.strip(" ") != "" and "(" not in text)
    code = read(f"{GOODS}(10){text}")
    if code.error is None:
        assert code.batch is not None
        assert code.batch.isascii()
        assert code.batch.isprintable()
        assert " " not in code.batch
