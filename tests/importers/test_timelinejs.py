"""TimelineJS: slides and eras become records, dates as sharp as they are, text without HTML."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import PartialDate
from chronoterm.exporters.exporting import Form
from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.timelinejs import TimelineError, read_timeline
from chronoterm.records import Basis, Kind, QuoteKind, Source
from tests.conftest import HOSTILE
from tests.exporters.chosen import exported
from tests.exporters.chosen import record as made
from tests.importers.read_in import ORIGIN, SHA256, documents, files, items, or_told, refused, said, sound
from tests.unit.date_strategies import edtf_texts, month_length


def timeline(*slides: object, **others: object) -> str:
    return json.dumps({"events": slides, **others})


def slide(start: object = None, headline: str = "Cranes stand still", **fields: Any) -> dict[str, Any]:
    return {"start_date": start or {"year": 2024}, "text": {"headline": headline}, **fields}


def date_of(start: object, **fields: Any) -> str:
    (found,) = documents(read_timeline, timeline(slide(start, **fields)))
    return str(found["date"])


def why(start: object, **fields: Any) -> str:
    (only,) = refused(read_timeline, timeline(slide(start, **fields)))
    return only.why


def test_a_slide_becomes_a_record_with_its_source() -> None:
    one = slide(
        {"year": "2024", "month": "05", "day": "6", "display_date": "that &lt;Monday&gt;"},
        text={
            "headline": "<b>Cranes</b> stand&nbsp;still",
            "text": "<p>All <i>twelve</i>.</p><p>Since six.<br>No end.</p>",
        },
        media={
            "url": "https://gazette.example/a.jpg",
            "credit": "<a href='x'>Harbour Gazette</a>",
            "caption": "The quay",
        },
        group="strike",
    )
    (found,) = documents(read_timeline, timeline(one))
    assert found.pop("id").startswith("timeline-")
    assert found == {
        "kind": "event",
        "headline": "Cranes stand still",
        "summary": "All twelve.\n\nSince six.\nNo end.",
        "date": "2024-05-06",
        "date_text": "that <Monday>",
        "date_basis": "explicit",
        "sources": [
            {
                "publisher": "Harbour Gazette",
                "title": "The quay",
                "url": "https://gazette.example/a.jpg",
                "sha256": SHA256,
                "row": 1,
            }
        ],
        "tags": ["strike"],
    }


@pytest.mark.parametrize(
    ("start", "edtf"),
    [
        ({"year": 2024}, "2024"),
        ({"year": "2024", "month": "", "day": ""}, "2024"),
        ({"year": "2024", "month": 5.0}, "2024-05"),
        ({"year": "602"}, "0602"),
        ({"year": " 2024 ", "month": "02", "day": "29"}, "2024-02-29"),
        ({"year": -44, "month": 3, "day": 15}, "-0043-03-15"),
        ({"year": "-1"}, "0000"),
        ({"year": "-4000"}, "-3999"),
        ({"year": "-300000"}, "Y-299999"),
        ({"year": "17000", "month": 2}, "Y17000"),
    ],
)
def test_a_date_is_as_sharp_as_the_slide_has_it(start: object, edtf: str) -> None:
    assert date_of(start) == edtf


@given(st.integers(-9999, 9999).filter(bool), st.integers(1, 12), st.data())
def test_every_day_of_the_calendar_is_that_day(year: int, month: int, data: st.DataObject) -> None:
    day = data.draw(st.integers(1, month_length(year + (year < 0), month)))
    found = PartialDate.parse(date_of({"year": year, "month": str(month), "day": day}))
    assert found.text.endswith(f" {-year} BC") == (year < 0)
    assert found.text.startswith(f"{day} ")


def test_a_slide_with_an_end_lasts_until_that() -> None:
    assert date_of({"year": 1939, "month": 9}, end_date={"year": "1945"}) == "1939-09/1945"
    assert date_of({"year": 1939}, end_date={"year": "1939"}) == "1939"
    assert date_of({"year": 1939}, end_date={"year": "", "month": ""}) == "1939"


def test_a_time_of_day_stays_text_since_nobody_knows_its_offset() -> None:
    (found,) = documents(
        read_timeline, timeline(slide({"year": 2024, "month": 5, "day": 6, "hour": 6, "minute": "5"}))
    )
    assert (found["date"], found["date_text"]) == ("2024-05-06", "2024-05-06 06:05")


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ({"year": "-13800000000"}, "dates reach 999999999 years"),
        ({"year": 0}, "year 0"),
        ({"year": "soon"}, "no whole number"),
        ({"year": 2024.5}, "no whole number"),
        ({"year": True}, "no whole number"),
        ({"year": "9" * 5000}, "no whole number"),
        ({"year": 2024, "month": 13}, "month 13"),
        ({"year": 2024, "month": 21}, "month 21"),
        ({"year": 2024, "month": 2, "day": 30}, "29 days"),
        ({"year": 2024, "day": 30}, "no month"),
        ({"month": 5}, "without a year"),
        ("2011,12,10", "no object"),
        ({"year": ""}, "no start_date"),
    ],
)
def test_a_date_that_is_none_is_refused_and_never_guessed(start: object, reason: str) -> None:
    assert reason in why(start)


def test_a_slide_that_ends_before_it_starts_is_refused() -> None:
    assert "ends before it starts" in why({"year": 2024}, end_date={"year": 2023})


def test_eras_become_records_with_a_tag() -> None:
    era = {"start_date": {"year": 650}, "end_date": {"year": 700}, "text": {"headline": "Early"}}
    found = items(read_timeline, timeline(slide(), eras=[era]))
    assert isinstance(found[1], Incoming) and found[1].where == "era 1"
    assert found[1].record["date"] == "0650/0700"
    assert found[1].record["tags"] == ["era"]
    assert "1 eras" in "".join(said(read_timeline, timeline(slide(), eras=[era])))


def test_the_title_is_told_and_is_the_source_of_slides_that_name_none() -> None:
    text = timeline(slide(), title={"text": {"headline": "Harbour <i>strike</i>"}})
    assert "“Harbour strike”" in said(read_timeline, text)[0]
    assert documents(read_timeline, text)[0]["sources"] == [
        {"title": "Harbour strike", "sha256": SHA256, "row": 1}
    ]


def test_a_slide_without_a_headline_is_called_by_its_text() -> None:
    (found,) = documents(read_timeline, timeline(slide(text={"text": f"<p>{'word ' * 60}</p>"})))
    assert len(found["headline"]) <= 120 and found["headline"].endswith("…")
    assert "neither a headline" in why(None, text={"headline": "<p></p>"})
    assert "neither a headline" in why(None, text=["not", "so"])


def test_a_quotation_in_the_place_of_a_picture_is_the_quote() -> None:
    (found,) = documents(
        read_timeline, timeline(slide(media={"url": "<blockquote>We start at six.</blockquote>"}))
    )
    assert (found["quote"], found["quote_kind"]) == ("We start at six.", "direct")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "<iframe src='x'></iframe>", "{{ static_url }}a.jpg"]
)
def test_what_is_no_address_of_the_web_is_no_link(link: str) -> None:
    (found,) = documents(read_timeline, timeline(slide(media={"url": link})))
    assert "url" not in found["sources"][0]


def test_a_slide_with_a_name_keeps_its_id_when_its_words_change() -> None:
    before, after = (
        documents(read_timeline, timeline(slide(headline=text, unique_id="s1")))[0]["id"]
        for text in ("a", "b")
    )
    assert before == after
    elsewhere = timeline(
        slide(headline="a", unique_id="s1"), title={"text": {"headline": "Another timeline"}}
    )
    assert documents(read_timeline, elsewhere)[0]["id"] != before


def test_two_slides_of_one_name_that_say_different_things_are_both_taken() -> None:
    found = documents(
        read_timeline, timeline(slide(headline="a", unique_id="s1"), slide(headline="b", unique_id="s1"))
    )
    assert len({each["id"] for each in found}) == 2
    (only,) = refused(read_timeline, timeline(slide(), slide()))
    assert (only.where, only.why) == ("slide 2", "is there twice")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no JSON"),
        ("[]", "no object"),
        ('{"timeline": {"date": []}}', "version 2"),
        ('{"events": {}}', "no list"),
        ('{"title": {}}', "no events"),
        ('{"events": [], "events": []}', "twice"),
        ('{"events": [' + "[" * 90 + "]" * 90 + "]}", "too deeply"),
        ("x = {}", "is no JSON"),
    ],
)
def test_what_is_no_timeline_is_refused_with_one_sentence(text: str, reason: str) -> None:
    with pytest.raises(TimelineError, match=reason):
        read_timeline(BytesIO(text.encode()), ORIGIN)


_json = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-20, 3000), st.floats(allow_nan=False), st.text(max_size=10)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
_part = st.one_of(_json, st.integers(-3000, 3000), st.integers(1, 31).map(str))
_date = st.one_of(
    _json,
    st.fixed_dictionaries(
        {"year": _part}, optional={"month": _part, "day": _part, "hour": _part, "display_date": _json}
    ),
)
_text = st.one_of(
    _json,
    st.fixed_dictionaries({"headline": st.one_of(_json, st.sampled_from(HOSTILE))}, optional={"text": _json}),
)
_slides = st.one_of(
    _json,
    st.fixed_dictionaries(
        {"start_date": _date, "text": _text},
        optional={"end_date": _date, "media": _json, "group": _json, "unique_id": _json, "chronoterm": _json},
    ),
)


@given(st.lists(_slides, max_size=4), st.lists(_slides, max_size=2), _json)
def test_whatever_slides_hold_they_are_taken_or_refused(
    slides: list[object], eras: list[object], title: object
) -> None:
    text = json.dumps({"events": slides, "eras": eras, "title": title})
    try:
        found = items(read_timeline, text)
    except TimelineError:  # halves of characters in hostile text
        return
    for each in found:
        sound(each)
    assert len(found) == len(slides) + len(eras)
    assert found == items(read_timeline, text)


@given(edtf_texts, st.sampled_from(Kind), st.booleans(), st.sampled_from([None, *Basis]))
def test_a_record_that_was_exported_comes_back_with_its_date_and_texts(
    date: str, kind: Kind, expected: bool, basis: Basis | None
) -> None:
    record = made(
        "strike-call-a7qd",
        "Crane drivers & <others> stop",
        kind=kind,
        expected=expected,
        date=date,
        date_basis=basis,
        summary="One.\n\nTwo < three.",
        quote="We start at six.",
        quote_kind=QuoteKind.DIRECT,
        tags=("pay", "strike"),
        sources=(Source(publisher="Harbour Gazette"),),
    )
    (found,) = documents(read_timeline, exported(Form.TIMELINEJS, [record]))
    assert found["sources"] == [{"publisher": "Harbour Gazette", "sha256": SHA256, "row": 1}]
    assert {**found, "sources": []} == {
        "id": "strike-call-a7qd",
        "kind": kind.value,
        "headline": "Crane drivers & <others> stop",
        "date": date,
        "summary": "One.\n\nTwo < three.",
        "quote": "We start at six.",
        "quote_kind": "direct",
        "tags": ["pay", "strike"],
        "sources": [],
        **({"expected": True} if expected else {}),
        **({"date_basis": basis.value} if basis else {}),
    }


def test_an_exported_record_without_a_date_is_taken_too() -> None:
    beside = {"kind": "event", "headline": "Cranes stand still"}
    (found,) = documents(read_timeline, timeline(slide(unique_id="a1", chronoterm=beside)))
    assert (found["id"], "date" in found) == ("a1", False)


def test_a_damaged_record_beside_a_slide_is_refused() -> None:
    assert "cannot be read" in why(None, unique_id="a", chronoterm={"kind": "riddle", "headline": "b"})
    assert "cannot be read" in why(
        None, unique_id="a", chronoterm={"kind": "event", "headline": "b", "date": "soon"}
    )
    assert "cannot be read" in why(None, chronoterm={"kind": "event", "headline": "b"})


@pytest.mark.parametrize(
    "file", files("timelinejs", "json_suite") or [None], ids=lambda each: getattr(each, "name", "none")
)
def test_every_timeline_that_others_made_is_read_or_refused_with_one_sentence(file: Path | None) -> None:
    if file is None:
        pytest.skip("the collection is not beside the project")
    read, told = or_told(lambda: items(read_timeline, file.read_bytes()), TimelineError)
    found = read or []
    for each in found:
        sound(each)
    assert not told or "v2" in file.name or file.parent.name != "timelinejs" or file.suffix == ".csv"
    # One slide of these lies 13.8 thousand million years back.
    assert sum(isinstance(each, Refused) for each in found) <= (4 if "cosmo" in file.name else 0)
