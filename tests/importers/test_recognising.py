"""What a file is, by its name and first bytes; what is not read is refused with one sentence that says what to do."""

import gzip
import json
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.bounded import TooLargeError
from chronoterm.importers.recognising import HEAD, MOST_BYTES, Form, UnrecognisedError, demand_size, recognise
from tests.importers.read_in import files, or_told

RECORD = '{"id":"a1","kind":"event","headline":"Cranes stand still"}'
SLIDES = '{"title": {"text": {"headline": "a"}}, "events": [{"start_date": {"year": 2024}}]}'
RSS = '<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE rss SYSTEM "x" [ <!ENTITY a "b"> ]>\n<rss version="2.0"><channel>'


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("talks.txt", "The union said on Friday, that it will strike, soon.", Form.ARTICLE_TEXT),
        ("-", "date 2024-10-31 The union said on Friday …", Form.ARTICLE_TEXT),
        ("folder.d/talks", "The union said on Friday …", Form.ARTICLE_TEXT),
        ("notes.md", "a, b, c\nd, e, f", Form.ARTICLE_TEXT),
        ("a.HTML", "Talks went on", Form.ARTICLE_HTML),
        ("page", "<!DOCTYPE html><html>", Form.ARTICLE_HTML),
        ("-", "\n<html lang=en>", Form.ARTICLE_HTML),
        ("-", "<!-- saved --><div><p>", Form.ARTICLE_HTML),
        ("a.csv", "id", Form.TABLE),
        ("a.tsv", "id\tdate", Form.TABLE),
        ("-", "id;date;headline\n1;2024;a\n", Form.TABLE),
        ("-", "id\tdate\theadline\n1\t2024\ta\n", Form.TABLE),
        ("a.json", SLIDES, Form.TIMELINEJS),
        ("-", SLIDES, Form.TIMELINEJS),
        ("a.json", '{"title": {"text": {"headline": "' + "x" * HEAD, Form.TIMELINEJS),
        ("a.jsonl", "anything", Form.JSON_LINES),
        ("a.ndjson", RECORD, Form.JSON_LINES),
        ("-", RECORD + "\n" + RECORD, Form.JSON_LINES),
        ("a.json", "[\n" + RECORD + ",\n", Form.JSON_LINES),
        ("a.json", '{"headline":"a","sources":[{"x":1}],"kind":"event","id":"b"}', Form.JSON_LINES),
        ("a.xml", RSS, Form.FEED),
        ("-", '<feed xmlns="http://www.w3.org/2005/Atom">', Form.FEED),
        ("-", '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">', Form.FEED),
        ("-", "<rdf:RDF", Form.FEED),
        ("a.rss", "broken", Form.FEED),
        ("a.ics", "BEGIN:VCALENDAR", Form.ICALENDAR),
        ("a.txt", "\ufeffbegin : vcalendar\r\n", Form.ICALENDAR),
        ("-", "BEGIN:VEVENT", Form.ICALENDAR),
    ],
)
def test_a_file_is_known_by_its_name_and_its_beginning(name: str, head: str, form: Form) -> None:
    assert recognise(name, head.encode()[:HEAD]) is form


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        ("a.json", '{"timeline": {"headline": "a", "date": []}}', "version 2"),
        ("a.jsonp", 'storyjs_jsonp_data = {"timeline": {"date": [{"startDate": "2012"}]}}', "version 2"),
        ("a.jsonp", "callback({})", "JSONP"),
        ("a.js", "var a = [1]", "JSONP"),
        ("a.js", "// dates\nvar a", "JSONP"),
        ("a.geojson", '{"type": "FeatureCollection", "features": []}', "GeoJSON"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1.1", "items": []}', "JSON Feed"),
        ("a.json", '{"schema": "chronoterm-proposals/1", "article": {}}', "proposals"),
        ("a.json", '{"meta": {}, "records": {}}', "list --format jsonl"),
        ("a.json", '[{"date": "2024-01-01", "tanks": 3}]', "save it as CSV"),
        ("a.json", "[[[[", "save it as CSV"),
        ("a.json", "talks", "no JSON"),
        ("a.mw", "title: a", "markwhen"),
        ("a.kml", '<?xml version="1.0"?><kml>', "kml"),
        ("a.eml", "From: a", "mail"),
        ("a.mhtml", "From: a", "web archive"),
        ("", "", "empty"),
        ("a.csv", " \n", "empty"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(name: str, head: str, reason: str) -> None:
    with pytest.raises(UnrecognisedError, match=reason) as caught:
        recognise(name, head.encode())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        ("a.json.gz", gzip.compress(b"{}", mtime=0), "unpack"),
        ("a.zip", b"PK\x03\x04", "unpack"),
        ("a.xlsx", b"PK\x03\x04", "CSV"),
        ("a.docx", b"PK\x03\x04", "save its text"),
        ("a.pdf", b"%PDF-1.7", "save its text"),
        ("a.rtf", b"{\\rtf1", "save its text"),
        ("a.db", b"SQLite format 3\x00", "CSV"),
        ("a.txt", b"a\x00b", "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(name: str, head: bytes, reason: str) -> None:
    with pytest.raises(UnrecognisedError, match=reason):
        recognise(name, head)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_hides_nothing(encoding: str) -> None:
    assert recognise("-", "<rss>".encode(encoding)) is Form.FEED


@given(st.text(max_size=10), st.binary(max_size=300))
def test_any_file_is_known_or_refused(name: str, head: bytes) -> None:
    or_told(lambda: recognise(name, head), UnrecognisedError)


@given(
    st.recursive(
        st.none() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner),
    )
)
def test_any_json_is_known_or_refused_whole_and_cut(value: object) -> None:
    for head in (json.dumps(value), json.dumps(value)[:-1], json.dumps([value])):
        or_told(partial(recognise, "a.json", head.encode()), UnrecognisedError)


@pytest.mark.parametrize("form", Form)
def test_a_form_that_is_read_in_one_piece_has_a_bound(form: Form) -> None:
    most = MOST_BYTES[form]
    demand_size(form, most or 1 << 40)
    assert (most is None) == (form in (Form.TABLE, Form.JSON_LINES))
    if most is not None:
        with pytest.raises(TooLargeError, match="MB"):
            demand_size(form, most + 1)


@pytest.mark.parametrize(
    "piece",
    ["<?x", "<!--", "<!DOCTYPE ", "[", "{", '{"a":', '"', "\\", " ", "a=", "$" * 90, "<!DOCTYPE x [", "//"],
)
def test_hostile_beginnings_are_known_or_refused_at_once(piece: str) -> None:
    head = (piece * HEAD)[:HEAD]
    for name in ("-", "a.json", "a.xml"):
        or_told(partial(recognise, name, head.encode()), UnrecognisedError)


@pytest.mark.parametrize(
    "file",
    files("timelinejs", "feeds", "ics", "markwhen", "json_suite", "ucdp_ged_car") or [None],
    ids=lambda each: getattr(each, "name", "none"),
)
def test_files_that_others_collected_are_known_by_what_they_are(file: Path | None) -> None:
    if file is None:
        pytest.skip("the collection is not beside the project")
    head = file.read_bytes()[:HEAD]
    form, told = or_told(lambda: recognise(file.name, head), UnrecognisedError)
    wanted = {"feedparser": Form.FEED, "newsboat": Form.FEED, "icalendar_tests": Form.ICALENDAR}
    assert form is wanted.get(file.parent.name, form) or told == "is empty" or b"\0" in head
    assert file.parent.name != "timelinejs" or form in (Form.TIMELINEJS, Form.TABLE) or "version 2" in told
