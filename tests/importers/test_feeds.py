"""Feeds: entries become records that are dated by their publication; hostile XML is refused."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import PartialDate
from chronoterm.importers.feed_dates import FeedDate, feed_date
from chronoterm.importers.feeds import MOST_BYTES, FeedError, read_feed
from chronoterm.importers.incoming import Incoming, Refused
from tests.conftest import HOSTILE
from tests.importers.read_in import ORIGIN, SHA256, documents, files, items, or_told, refused, said, sound

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def rss(*inside: str, channel: str = "<title>Harbour Gazette</title>") -> str:
    return f'<rss version="2.0"><channel>{channel}{"".join(f"<item>{each}</item>" for each in inside)}</channel></rss>'


def why(data: bytes | str) -> str:
    with pytest.raises(FeedError) as caught:
        read_feed(BytesIO(data.encode() if isinstance(data, str) else data), ORIGIN)
    return str(caught.value)


def test_an_item_of_rss_becomes_a_report_that_is_as_old_as_its_publication_or_older() -> None:
    item = (
        "<title>Union &amp;amp; company talk</title><link>https://gazette.example/1</link><guid>https://gazette.example/?p=1</guid>"
        "<description>&lt;p&gt;They &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Nothing came of it.&lt;/p&gt;</description>"
        "<author>ada@gazette.example (Ada Lund)</author><category>pay</category><category>strike</category>"
        "<pubDate>Fri, 03 May 2024 17:55:09 +0200</pubDate>"
    )
    (found,) = documents(read_feed, rss(item))
    assert found.pop("id").startswith("feed-")
    assert found == {
        "kind": "event",
        "headline": "Union & company talk",
        "summary": "They met.\n\nNothing came of it.",
        "date": "2024-05-03T17:55+02:00",
        "date_basis": "publication",
        "sources": [
            {
                "publisher": "Harbour Gazette",
                "title": "Union & company talk",
                "author": "Ada Lund",
                "url": "https://gazette.example/1",
                "published": "2024-05-03T17:55+02:00",
                "sha256": SHA256,
                "row": 1,
            }
        ],
        "tags": ["pay", "strike"],
    }
    assert "“Harbour Gazette”" in said(read_feed, rss(item))[0]


def test_an_entry_of_atom_says_what_its_texts_are() -> None:
    feed = f"""<feed {ATOM}><title>Gazette</title><author><name>Desk</name></author>
    <link href="https://gazette.example/"/><entry><id>urn:1</id><title type="text">1 &lt; 2 &lt;b&gt;</title>
    <link rel="self" href="https://gazette.example/self"/><link rel="alternate" href="/a"/>
    <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><script>x()</script><p>Two</p></div></summary>
    <updated>2024-05-04T00:00:00Z</updated><published>2024-05-03</published><category term="pay" label="Pay"/></entry></feed>"""
    (found,) = documents(read_feed, feed)
    assert (found["headline"], found["summary"]) == ("1 < 2 <b>", "One\n\nTwo")
    assert (found["date"], found["tags"]) == ("2024-05-03", ["Pay"])
    assert found["sources"][0]["url"] == "https://gazette.example/a"
    assert found["sources"][0]["author"] == "Desk"


def test_rss_1_0_and_atom_0_3_are_read_too() -> None:
    old = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Gazette</title></channel>
    <item rdf:about="https://gazette.example/1"><title>Talks</title><dc:date>2024-05-03T17:55+02:00</dc:date></item></rdf:RDF>"""
    (found,) = documents(read_feed, old)
    assert (found["headline"], found["date"]) == ("Talks", "2024-05-03T17:55+02:00")
    atom = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">A &lt;i>b&lt;/i></title>
    <summary mode="base64" type="text/html">PHA+VGFsa3M8L3A+</summary><issued>2024-05-03T17:55:00Z</issued></entry></feed>"""
    (found,) = documents(read_feed, atom)
    assert (found["headline"], found["summary"], found["date"]) == ("A b", "Talks", "2024-05-03T17:55Z")


@pytest.mark.parametrize(
    ("written", "edtf", "text"),
    [
        ("Thu, 31 Oct 2024 09:05:01 GMT", "2024-10-31T09:05Z", None),
        ("31 Oct 2024 09:05 EST", "2024-10-31T09:05-05:00", None),
        ("Thursday, 31 October 2024 09:05:00 +0530", "2024-10-31T09:05+05:30", None),
        ("Thu, 31 Oct 24 09:05:00 -0000", "2024-10-31T09:05Z", None),
        ("Wed, 01 Jan 69 00:00 UT", "1969-01-01T00:00Z", None),
        ("31-Oct-2024", "2024-10-31", None),
        ("2024", "2024", None),
        ("2024-10", "2024-10", None),
        ("2024-10-31T09:05:00.123Z", "2024-10-31T09:05Z", None),
        ("2024-10-31t09:05:00z", "2024-10-31T09:05Z", None),
        ("2024-10-31 09:05+0300", "2024-10-31T09:05+03:00", None),
        ("2024-10-31T09:05:00", "2024-10-31", "2024-10-31T09:05:00"),
        ("Thu, 31 Oct 2024 09:05:00", "2024-10-31", "Thu, 31 Oct 2024 09:05:00"),
        ("Thu, 31 Oct 2024 09:05:00 CEST", "2024-10-31", "Thu, 31 Oct 2024 09:05:00 CEST"),
        ("", None, None),
    ],
)
def test_a_date_is_read_as_its_standard_has_it(written: str, edtf: str | None, text: str | None) -> None:
    assert feed_date(written) == FeedDate(edtf, text)


@pytest.mark.parametrize(
    "written",
    [
        "10-11-12",
        "31/10/2024",
        "yesterday",
        "Fri, 31 Oct 2024 09:05:00 GMT",
        "Thu, 31 Okt 2024 09:05:00 GMT",
        "Thu, 31 Oct 2024 25:05:00 GMT",
        "Thu, 31 Oct 2024 09:05:00 +9900",
        "30 Feb 2024",
        "2024-02-30",
        "2024-10-31T09:05:00+23:00",
        "2024-10-31T09:05:99Z",
        "2024T09:05Z",
        "1" * 5000,
    ],
)
def test_a_date_that_cannot_be_read_is_kept_as_words_and_never_guessed(written: str) -> None:
    found = feed_date(written)
    assert found.edtf is None and found.text is not None and len(found.text) <= 64
    (record,) = documents(read_feed, rss(f"<title>a</title><pubDate>{written}</pubDate>"))
    assert (record.get("date"), record["date_basis"], record["date_text"]) == (None, "none", found.text)


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_every_minute_comes_back_as_it_was_published(at: object, east: int) -> None:
    day = f"{at:%d %b}"
    offset = f"{'-' if east < 0 else '+'}{abs(east) // 60:02}{abs(east) % 60:02}"
    year = at.year  # type: ignore[attr-defined]
    found = feed_date(f"{day} {year:04} {at:%H:%M} {offset}").edtf
    assert found is not None
    assert PartialDate.parse(found).edtf == found
    assert found.startswith(f"{year:04}-{at:%m-%dT%H:%M}")


@given(st.text(max_size=80))
def test_no_text_is_more_than_no_date(text: str) -> None:
    found = feed_date(text)
    assert found.edtf is None or PartialDate.parse(found.edtf).edtf == found.edtf


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
            "entities",
        ),
        (
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
            "entities",
        ),
        ('<!DOCTYPE r [<!ENTITY % x SYSTEM "http://a.example/x.dtd"> %x;]><rss/>', "entities"),
        ("<rss><channel>", "well-formed"),
        ("<rss><channel><title>a&nbsp;b</title></channel></rss>", "undefined entity"),
        ("<kml/>", "no feed"),
        ("", "empty"),
        (" \n ", "empty"),
        ("talks went on", "well-formed"),
        (b'<?xml version="1.0" encoding="nonesuch"?><rss/>', "encoding"),
        (b'<?xml version="1.0" encoding="zip"?><rss/>', "encoding"),
        (b'<?xml version="1.0" encoding="gb2312"?><rss>\xff\xff</rss>', "encoding"),
        (b"<rss>\x00</rss>", "well-formed"),
        (b" " * (MOST_BYTES + 1), "larger than 32 MB"),
    ],
    ids=range(14),
)
def test_hostile_and_broken_xml_is_refused_with_one_sentence(data: bytes | str, reason: str) -> None:
    assert reason in why(data) and "\n" not in why(data)


def test_a_document_type_that_declares_nothing_is_no_harm_and_is_not_fetched() -> None:
    head = '<!DOCTYPE rss SYSTEM "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    assert documents(read_feed, head + rss("<title>a</title>"))[0]["headline"] == "a"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r", "gb2312", "euc-jp", "shift_jis"]
)
def test_a_feed_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    named = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{rss("<title>Ж</title>")}'
    assert documents(read_feed, named.encode(encoding))[0]["headline"] == "Ж"


def test_an_entry_that_says_nothing_is_refused_and_the_others_are_not() -> None:
    found = items(read_feed, rss("<link>https://a.example</link>", "<title>b</title>"))
    assert found[0] == Refused("entry 1", "has neither a title nor a text")
    assert isinstance(found[1], Incoming) and found[1].where == "entry 2"


def test_an_entry_keeps_its_id_when_its_words_change() -> None:
    one, other = (
        documents(read_feed, rss(f"<guid>urn:x:1</guid><title>{each}</title>"))[0]["id"] for each in "ab"
    )
    assert one == other
    (only,) = refused(
        read_feed, rss("<guid>urn:x:1</guid><title>a</title>", "<guid>urn:x:1</guid><title>a</title>")
    )
    assert only == Refused("entry 2", "is there twice")


def test_of_entries_that_go_by_one_guid_the_first_is_taken_and_the_others_are_told() -> None:
    titled = ("<guid>urn:x:1</guid><title>a</title>", "<title>between</title>")
    again = (
        f"<guid>urn:x:1</guid>{each}" for each in ("<title>b</title>", "<title>a</title>", "<title>c</title>")
    )
    found = items(read_feed, rss(*titled, *again))
    assert [each.record["headline"] for each in found if isinstance(each, Incoming)] == ["a", "between"]
    why = "has the guid “urn:x:1” of entry 1, with other content; only the first was taken"
    assert [each for each in found if isinstance(each, Refused)] == [
        Refused("entry 3", why),
        Refused("entry 4", "is there twice"),
        Refused("entry 5", why),
    ]


def test_of_entries_of_atom_with_one_id_the_first_is_taken_too() -> None:
    entries = "".join(
        f"<entry><id>urn:1</id><title>{each}</title><updated>2024-05-0{each}</updated></entry>"
        for each in (2, 1)
    )
    found = items(read_feed, f"<feed {ATOM}>{entries}</feed>")
    assert isinstance(found[0], Incoming) and found[0].record["headline"] == "2"
    assert found[1] == Refused(
        "entry 2", "has the id “urn:1” of entry 1, with other content; only the first was taken"
    )


def test_a_long_guid_is_told_short() -> None:
    guid = f"urn:{'x' * 5000}"
    (only,) = refused(
        read_feed, rss(f"<guid>{guid}</guid><title>a</title>", f"<guid>{guid}</guid><title>b</title>")
    )
    assert len(only.why) < 200


def test_entries_without_a_name_of_their_own_are_all_taken_where_they_say_different_things() -> None:
    link = "<link>https://a.example/1</link>"
    both = documents(read_feed, rss(f"{link}<title>a</title>", f"{link}<title>b</title>"))
    assert len({each["id"] for each in both}) == 2
    (only,) = refused(read_feed, rss(f"{link}<title>a</title>", f"{link}<title>a</title>"))
    assert only == Refused("entry 2", "is there twice")


@given(st.lists(st.tuples(st.sampled_from(["", "1", "urn:2"]), st.sampled_from("ab")), max_size=8))
def test_each_name_of_a_feed_comes_in_once_and_nothing_else_is_lost(entries: list[tuple[str, str]]) -> None:
    parts = (f"{f'<guid>{name}</guid>' if name else ''}<title>{title}</title>" for name, title in entries)
    found = items(read_feed, rss(*parts))
    taken = [entries[row] for row, each in enumerate(found) if isinstance(each, Incoming)]
    first: dict[str, tuple[str, str]] = {}
    for name, title in entries:
        first.setdefault(name or f"no name, {title}", (name, title))
    assert taken == list(first.values())
    assert len(found) == len(entries)


def test_a_short_name_belongs_to_its_feed_alone() -> None:
    one, other = (
        documents(read_feed, rss("<guid>17</guid><title>a</title>", channel=f"<title>{each}</title>"))[0][
            "id"
        ]
        for each in ("Gazette", "Courier")
    )
    assert one != other


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "mailto:a@b.example", "//a b"]
)
def test_what_is_no_address_of_the_web_is_no_link(link: str) -> None:
    (found,) = documents(read_feed, rss(f"<title>a</title><link>{link}</link>"))
    assert "url" not in found["sources"][0]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_without_its_controls(text: str) -> None:
    shown = "".join(
        each for each in text if each == "\n" or (each >= " " and not "\ud800" <= each <= "\udfff")
    )
    data = rss(f"<title><![CDATA[{shown}]]></title><description><![CDATA[{shown}]]></description>")
    for each in items(read_feed, data.encode()):
        sound(each)
        if isinstance(each, Incoming):
            told = each.record["headline"] + each.record.get("summary", "")
            assert not any(mark in told for mark in "\x1b\x07\x00\x9b\x9d\x7f")


_names = st.sampled_from(
    [
        "rss",
        "channel",
        "item",
        "title",
        "link",
        "guid",
        "pubDate",
        "description",
        "author",
        "category",
        "source",
        "b",
    ]
)
# Without “]”, since XML allows no “]]>” in a text.
_trees = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_characters="<&]", exclude_categories=["Cc"]), max_size=8),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", _names, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_trees, _trees)
def test_whatever_a_feed_holds_it_is_taken_or_refused(one: str, other: str) -> None:
    data = f"<rss><channel><item>{one}</item>{other}<item>{other}</item></channel></rss>"
    found = items(read_feed, data)
    for each in found:
        sound(each)
    assert found == items(read_feed, data)


@given(st.binary(max_size=120))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    for head in (b"", b"<rss><channel><item>", b"<?xml version='1.0' encoding='big5'?>"):
        try:
            found = items(read_feed, head + data)
        except FeedError:
            continue
        for each in found:
            sound(each)


@pytest.mark.parametrize("file", files("feeds") or [None], ids=lambda each: getattr(each, "name", "none"))
def test_every_feed_that_others_collected_is_read_or_refused_with_one_sentence(file: Path | None) -> None:
    if file is None:
        pytest.skip("the collection is not beside the project")
    found, told = or_told(lambda: items(read_feed, file.read_bytes()), FeedError)
    for each in found or ():
        sound(each)
    bad = ("illformed", "empty", "entity", "id_with_attributes")
    assert not told or any(each in file.name for each in bad)
