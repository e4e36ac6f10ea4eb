"""What text may do to a terminal, and what matching and ASCII make of it."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from chronoterm.text import clean, clean_block, fold, isolate, scrub, to_ascii

ASSIGNED = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) not in {"Cn", "Co"}]
BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = ("\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
HOSTILE = (
    "\x1b]52;c;aGk=\x07",
    "\x9b31m",
    "\u202e",
    "\u2067",
    "\u200d",
    "\u200c",
    "\u200b",
    "\ufe0f",
    "\u0301",
    "\u0316",
    "\u0344",
    "\u064e",
    "\u0628",
    "\u0915",
    "\u094d",
    "\u09c7",
    "\u09be",
    "\u1100",
    "\u1161",
    "\u11a8",
    "\u05d0",
    "\U0001f468",
    "\U0001f3fd",
    "\U0001f1fa",
    "\ud800",
    "\udc00",
    "\ufdd0",
    "\ue000",
    "e",
    " ",
    "\t",
    *LINE_BREAKS,
)
CHARACTERS = st.characters(categories=["C", "L", "M", "N", "P", "S", "Z"])
ANY_TEXT = st.lists(st.one_of(CHARACTERS, st.sampled_from(HOSTILE)), max_size=40).map("".join)
MARKS = st.text(alphabet=[c for c in ASSIGNED if unicodedata.category(c) in {"Mn", "Mc"}], max_size=40)


@pytest.fixture(scope="module")
def shown_alone() -> dict[str, str]:
    return {character: clean(character) for character in ASSIGNED}


def is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def most_marks_in_a_row(text: str) -> int:
    runs = "".join("m" if is_mark(c) else " " for c in text).split()
    return max(map(len, runs), default=0)


def test_the_texts_tried_here_hold_characters_of_every_hostile_kind() -> None:
    kinds = {unicodedata.category(c) for piece in HOSTILE for c in piece}
    assert {"Cc", "Cf", "Cn", "Co", "Cs", "Mc", "Mn", "Zl", "Zp"} <= kinds


@given(ANY_TEXT)
def test_cleaned_text_has_no_control_no_bidi_control_no_surrogate_and_no_line_break(text: str) -> None:
    shown = clean(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Me"}
    assert not set(shown) & BIDI_CONTROLS
    assert len(shown.splitlines()) <= 1


@given(ANY_TEXT)
@example("\u05e9\u05bc\u05c1\u200d\u05d0")
@example("\u0915\u200d\u0301\u0316\u0344\u200d\u0915")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_block(clean_block(text)) == clean_block(text)


@given(ANY_TEXT)
def test_cleaned_text_is_composed_and_can_be_written(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean(text))
    assert clean(text).encode().decode() == clean(text)


@given(ANY_TEXT)
def test_a_block_is_its_cleaned_lines(text: str) -> None:
    assert clean_block(text).replace("\n", " ") == clean(text)
    assert not set(clean_block(text)) & {"\r", "\v", "\f", "\x85", "\u2028", "\u2029"}


@given(MARKS, st.sampled_from(["a", "\u0628", "中", "\U0001f600", " ", ""]))
def test_no_base_carries_more_than_three_marks(marks: str, base: str) -> None:
    shown = clean(base + "".join(c for c in marks if not "\u0900" <= c <= "\u1b7f" and c < "\ua980"))
    assert most_marks_in_a_row(shown) <= 3


@given(MARKS)
def test_no_syllable_of_any_script_carries_more_than_six_marks(marks: str) -> None:
    assert most_marks_in_a_row(clean("\u1000" + marks)) <= 6


@given(ANY_TEXT)
def test_no_mark_begins_a_text_or_follows_a_space(text: str) -> None:
    lines = clean_block(text).split("\n")
    assert not any(is_mark(word[0]) for line in lines for word in line.split(" ") if word)


def test_every_character_is_shown_alone_with_a_width_or_not_at_all(shown_alone: dict[str, str]) -> None:
    assert [c for c, text in shown_alone.items() if text and not cell_len(text)] == []
    assert [c for c, text in shown_alone.items() if clean(text) != text] == []


def is_written(character: str) -> bool:
    """Whether the character is a letter, number, punctuation or symbol that needs no other to be seen."""
    invisible = "\u115f\u1160\u3164\uffa0"
    return (
        unicodedata.category(character)[0] in "LNPS"
        and character not in invisible
        and not "\u1160" <= character <= "\u11ff"
        and not "\ud7b0" <= character <= "\ud7fb"
        and not "\U0001f1e6" <= character <= "\U0001f1ff"
        and not "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def test_what_people_write_in_any_script_stays_as_it_is(shown_alone: dict[str, str]) -> None:
    written = {c: text for c, text in shown_alone.items() if is_written(c)}
    assert len(written) > 100_000
    assert [c for c, text in written.items() if text != unicodedata.normalize("NFC", c)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Zelenskyy: “3,000 now – 12,000 planned” … ≤ 31 Oct",
        "Міноборони: їжак, ґанок",
        "Ελλάδα",
        "朝鲜士兵",
        "ロシアにいる部隊",
        "북한군 파병",
        "القوات في كورسك",
        "می\u200cخواهم",
        "חיילים בקורסק",
        "क्\u200dष",
        "ශ්\u200dරී",
        "မျှော်လင့်",
        "ཧཱུྃ",
        "[sic]",
        "[/x]",
        "[@click=app.quit]now[/]",
        ":bomb: ${HOME} %s {x}",
        "10\u00a0000 km²",
        "\U0001f600",
    ],
)
def test_ordinary_text_in_many_scripts_is_unchanged(text: str) -> None:
    assert clean(text) == text
    assert clean_block(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]52;c;aGVsbG8=\x07", "␛]52;c;aGVsbG8=␇"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "␛]8;;https://example.org␛\\link␛]8;;␛\\"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x1bP1$r0m\x1b\\", "␛P1$r0m␛\\"),
        ("\x1b[2J\x1b[31mred", "␛[2J␛[31mred"),
        ("\x9b2J", "\ufffd2J"),
        ("\x9d52;c;aGk=\x9c", "\ufffd52;c;aGk=\ufffd"),
        ("a\x00b\x7fc\x08", "a␀b␡c␈"),
    ],
)
def test_escape_sequences_are_seen_and_not_obeyed(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\U0001f469\U0001f467"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("\u2764\ufe0f", "\u2764"),
        ("1\ufe0f\u20e3", "1"),
        ("\U0001f1fa\U0001f1e6", "UA"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4"),
        ("a\u0300\u0301\u0302\u0303\u0304b", "à\u0301\u0302\u0303b"),
        ("\u0301a \u0301", "\u00a0\u0301a \u00a0\u0301"),
        ("\u1112\u1161\u11ab", "한"),
        ("e\u200b\u0301", "é"),
        ("a\u200db \u0915\u200d", "ab \u0915"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("\ufff9a\ufffab\ufffb", "ab"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("\ufdd0\U0001ffff\ue000", "\ufffd\ufffd\ufffd"),
        ("a\tb\r\nc\rd", "a b c d"),
        ("\ufeffa\u00adb", "ab"),
    ],
)
def test_what_terminals_disagree_about_is_made_plain(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("line_break", LINE_BREAKS)
def test_a_line_break_of_any_kind_is_one_space_or_one_new_line(line_break: str) -> None:
    assert clean(f"a{line_break}b") == "a b"
    assert clean_block(f"a{line_break}b") == "a\nb"


FLOODS = [
    "\u0301\u0316",
    "a\u0301\u0316\u0323",
    "\u1161",
    "\u200d",
    "\u0915\u200d",
    "\u09c7\u200d\u0301",
    "\x1b",
    "\u05d0  ",
    "\u05d01\u0301",
    "  ",
    "\r\n",
    "`",
]


@pytest.mark.parametrize("function", [clean, scrub, isolate, fold, to_ascii])
@pytest.mark.parametrize("piece", FLOODS)
def test_a_flood_takes_time_in_proportion_to_its_length(function: Callable[[str], str], piece: str) -> None:
    text = "x" + piece * (100_000 // len(piece)) + "y"
    before = time.process_time()
    function(text)
    assert time.process_time() - before < 2


@given(ANY_TEXT)
def test_scrubbed_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    left = scrub(text)
    assert not {unicodedata.category(c) for c in left} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(left) & set("\u202a\u202b\u202c\u202d\u202e")
    assert scrub(left) == left


@given(ANY_TEXT)
def test_scrubbing_leaves_cleaned_and_isolated_text_alone(text: str) -> None:
    shown = isolate(clean(text))
    assert scrub(shown) == shown


def test_a_right_to_left_run_is_isolated_with_what_stands_inside_it() -> None:
    assert isolate("said שלום 12, עולם today") == "said \u2068שלום 12, עולם\u2069 today"
    assert isolate("(קורסק) 5") == "(\u2068קורסק\u2069) 5"
    assert isolate("א b ג") == "\u2068א\u2069 b \u2068ג\u2069"
    assert isolate("א\nב") == "\u2068א\u2069\n\u2068ב\u2069"
    assert isolate("אָ x") == "\u2068אָ\u2069 x"
    assert isolate("Kursk, 12") == "Kursk, 12"
    assert isolate("Курськ “12”") == "Курськ “12”"


@given(ANY_TEXT)
def test_isolates_are_balanced_and_add_no_width(text: str) -> None:
    shown = clean_block(text)
    isolated = isolate(shown)
    assert isolated.replace("\u2068", "").replace("\u2069", "") == shown
    assert all(line.count("\u2068") == line.count("\u2069") for line in isolated.split("\n"))
    assert cell_len(isolated) == cell_len(shown)
    assert isolate(isolated) == isolated


def test_no_right_to_left_character_escapes_isolation() -> None:
    letters = [
        c for c in ASSIGNED if unicodedata.bidirectional(c) in {"R", "AL", "AN"} and c not in BIDI_CONTROLS
    ]
    assert [c for c in letters if isolate(f"a{c}b") != f"a\u2068{c}\u2069b"] == []


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_folds_to_what_folds_no_further() -> None:
    assert [c for c in ASSIGNED if fold(fold(c)) != fold(c)] == []


@given(ANY_TEXT)
def test_folded_text_has_no_accents_no_double_spaces_and_can_be_written(text: str) -> None:
    folded = fold(text)
    assert not any(unicodedata.combining(c) for c in unicodedata.normalize("NFKD", folded))
    assert folded == " ".join(folded.split())
    assert folded.encode().decode() == folded


@given(ANY_TEXT)
def test_case_and_composition_do_not_matter_when_folded(text: str) -> None:
    assert fold(text.casefold()) == fold(text)
    if not any(unicodedata.category(c) == "Cs" for c in text):
        assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Øksendal  Łódź", "oksendal lodz"),
        ("Đặng ĐÀ NẴNG", "dang da nang"),
        ("ISTANBUL İstanbul ılık", "istanbul istanbul ilik"),
        ("Ærø Œuvre Ðóra Þór", "aero oeuvre dora thor"),
        ("Straße", "strasse"),
        ("O’Brien O`Brien OʼBrien", "o'brien o'brien o'brien"),
        ("“matter” «days»", '"matter" "days"'),
        ("12–14 — −5 non\u2011stop", "12-14 - -5 non-stop"),
        ("\t Kim\u00a0Jong\nUn ", "kim jong un"),
        ("Київ Йосип", "киів иосип"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("한국", "한국"),
        ("zero\u200bwidth so\u00adft", "zerowidth soft"),
        ("ﬁle ① ２", "file 1 2"),
        ("أحمد", "احمد"),
    ],
)
def test_folded_text_is_what_people_type(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_character_takes_as_many_ascii_characters_as_cells(shown_alone: dict[str, str]) -> None:
    in_ascii = {text: to_ascii(text) for text in shown_alone.values()}
    assert [text for text, plain in in_ascii.items() if len(plain) != cell_len(text)] == []
    assert all(plain.isascii() for plain in in_ascii.values())


@given(ANY_TEXT)
def test_ascii_keeps_the_columns_aligned(text: str) -> None:
    shown = isolate(clean(text))
    assert len(to_ascii(shown)) == cell_len(shown)
    assert not any(unicodedata.category(c) == "Cc" for c in to_ascii(shown))


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("“days”, ‘not’ – months…", "\"days\", 'not' - months~"),
        ("≤ 31 ≥ 9 ● ◌ ▶ ▌ · ✕ ★", "<=31 >=9 * o > | . x *"),
        ("≤≥", "<>"),
        ("┌─┬─┐│├┼┤└┴┘", "+-+-+|++++++"),
        ("↑↓→←", "^v><"),
        ("Élysée Łódź Straße", "Elysee Lodz Strase"),
        ("Київ 中", "???? ??"),
        ("▁▂▃▄▅▆▇█", "_-:=+*%#"),
        ("a\u3000b\nc", "a  b\nc"),
    ],
)
def test_ascii_comes_near_where_it_can(text: str, ascii_text: str) -> None:
    assert to_ascii(text) == ascii_text
