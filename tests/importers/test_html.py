"""HTML as text: what somebody reads is kept, however broken the page is, and in no more time than its length asks for."""

import time
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.article_html import EXTRA, PageError, read_page
from chronoterm.importers.html_text import html_block, html_line
from chronoterm.importers.html_tokens import Tag, tokens
from chronoterm.importers.identities import name_id, record_id
from chronoterm.importers.links import web_link
from chronoterm.importers.plain import block, one_line, shortened
from tests.conftest import HOSTILE
from tests.importers.read_in import files, or_told

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Union calls strike | Harbour Gazette</title>
<meta property="og:title" content="Union calls strike &amp; waits"><meta property="og:site_name" content="Harbour Gazette">
<link rel="canonical" href="https://gazette.example/2024/05/03/strike">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-05-03T23:55:00-02:00",
"author":[{"name":"Bo Holm"}]}]}</script><style>p{color:red}</style></head><body>
<nav><ul><li><a href="/">Home of news</a></li></ul></nav><article><h1>Union calls strike</h1>
<p><strong>The crane drivers of the North Quay will stop work on Monday, their union said on Friday.</strong></p>
<p><b>Quote:</b> "We start on Monday at six. Nobody will go up, and nobody of us will come down again."</p>
<aside><p>Read also: another story</p></aside><figure><figcaption>Photo: Bo Holm</figcaption></figure>
<p><b>Background:</b></p><ul><li>In April the company lowered the night rate &ndash; by half.</li></ul></article>
<footer><p>Copyright Harbour Gazette. Subscribe to our newsletter.</p></footer></body></html>"""

ARTICLE = """The crane drivers of the North Quay will stop work on Monday, their union said on Friday.

Quote: "We start on Monday at six. Nobody will go up, and nobody of us will come down again."

Background:

In April the company lowered the night rate – by half."""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("plain\ntext", "plain\ntext"),
        ("a &amp; b &lt;c&gt; &nbsp;&#8211; &eacute;", "a & b <c> \xa0– é"),
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter"),
        ("<p>a<script>alert('<b>')</script>b<style>p{}</style></p>", "ab"),
        ("a<!-- b <c> -->d<!-- never closed", "ad"),
        ("1 < 2 and 3 > 2 <3", "1 < 2 and 3 > 2 <3"),
        ("<b title='a > b'>bold</b>", "bold"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("it goes <a href='never closed", "it goes <a href='never closed"),
        ("&#0;&#xD800;&#99999999999;&bogus;", "\ufffd\ufffd\ufffd&bogus;"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("<p>  much \n\n  space  </p>", "much space"),
        ("<![CDATA[gone]]>kept", "kept"),
    ],
)
def test_the_text_of_html_is_what_somebody_reads(source: str, text: str) -> None:
    assert html_block(source) == text


@given(st.text())
def test_text_that_was_escaped_comes_back(text: str) -> None:
    assert html_line(f"<p>{escape(text)}</p>") == one_line(text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert block(block(text)) == block(text)
    assert one_line(one_line(text)) == one_line(text)
    assert not any((each < " " and each not in "\n\t") or "\x7f" <= each <= "\x9f" for each in block(text))


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_shortened_text_is_no_longer_than_it_may_be(text: str, most: int) -> None:
    found = shortened(one_line(text), most)
    assert len(found) <= most
    assert found == one_line(text) or found.endswith("…")


_broken = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "<a",
            "</p>",
            "<p ",
            "'",
            '"',
            "=",
            "<!--",
            "-->",
            "<![",
            "]]>",
            "<script>",
            "</script",
            "&#",
            "x",
            " ",
            "/>",
        ]
    ),
    max_size=40,
).map("".join)


@given(_broken)
def test_broken_html_never_fails(source: str) -> None:
    html_block(source)
    assert all(isinstance(each.attributes, dict) for each in tokens(source) if isinstance(each, Tag))


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<a",
        "<a b='",
        '<a b="',
        "<!--",
        "<![CDATA[",
        "<!",
        "<?",
        "</",
        "<",
        "&",
        "&#",
        "<script>",
        "<script></",
        "<a/b ",
        "<b>",
        "\n ",
        "' \"",
    ],
)
def test_hostile_html_takes_no_more_time_than_its_length_asks_for(piece: str) -> None:
    began = time.process_time()
    html_block(piece * (400_000 // len(piece)))
    for each in tokens(piece * (400_000 // len(piece)) + ">"):
        if isinstance(each, Tag):
            assert each.attributes is not None
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_loses_its_controls(text: str) -> None:
    for found in (html_block(text), html_line(escape(text)), block(text)):
        assert not any(mark in found for mark in "\x1b\x07\x00\x9b\x9d\x7f\u2028\ud800\udfff")


def test_an_article_is_read_from_a_page_that_marks_it() -> None:
    found = read_page(PAGE.encode(), use_library=False)
    assert found.text == ARTICLE
    assert found.meta.title == "Union calls strike & waits"
    assert (found.meta.publisher, found.meta.author) == ("Harbour Gazette", "Bo Holm")
    assert found.meta.published == "2024-05-03"
    assert found.meta.url == "https://gazette.example/2024/05/03/strike"


def test_the_finder_of_articles_finds_one_that_is_not_marked() -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    page = PAGE.replace("<article>", "<div id='story'>").replace("</article>", "</div>")
    found = read_page(page.encode())
    assert "will stop work on Monday" in found.text and "lowered the night rate" in found.text
    assert "newsletter" not in found.text and found.said == ()


def test_a_page_of_very_many_tags_is_read_as_it_is_marked() -> None:
    began = time.process_time()
    page = PAGE.replace("</article>", "<i></i>" * 15_000 + "</article>")
    assert read_page(page.encode()).text == ARTICLE
    assert time.process_time() - began < 5


def test_without_it_one_sentence_says_what_to_install() -> None:
    page = PAGE.replace("<article>", "<div>").replace("</article>", "</div>")
    with pytest.raises(PageError) as caught:
        read_page(page.encode(), use_library=False)
    assert EXTRA in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "page", [b"", b"<html>", b"<p>short</p>", b"<article>short</article>", b"\xff\xfe", b"<" * 5000]
)
@pytest.mark.parametrize("use_library", [False, None])
def test_a_page_without_an_article_is_refused_with_one_sentence(
    page: bytes, use_library: bool | None
) -> None:
    if page == b"<p>short</p>" and use_library is None:
        return
    with pytest.raises(PageError):
        read_page(page, use_library=use_library)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("windows-1252", ""),
        ("koi8-r", "koi8-r"),
        ("windows-1252", "iso-8859-1"),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str) -> None:
    word = "Причал" if encoding == "koi8-r" else "Fährmann"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    page = f"<html>{meta}<article><p>{word} {'word ' * 60}</p></article>"
    assert read_page(page.encode(encoding), use_library=False).text.startswith(word)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-03T10:00:00Z">',
        '<meta name="DC.date.issued" content="2024-05-03">',
        '<meta itemprop="datePublished" content="Fri, 03 May 2024 10:00 GMT">',
        '<time itemprop="datePublished" datetime="2024-05-03">3/5/24</time>',
        '<script type="application/ld+json">[{"headline":"a","datePublished":"2024-05-03"}]</script>',
        '<meta name="date" content="3/5/24"><meta name="pubdate" content="2024-05-03">',
    ],
)
def test_the_day_of_publication_is_found_where_pages_have_it(head: str) -> None:
    assert (
        read_page(f"{head}<main>{'word ' * 60}</main>".encode(), use_library=False).meta.published
        == "2024-05-03"
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="3/5/24">',
        '<script type="application/ld+json">{"datePublished": NaN</script>',
        '<script type="application/ld+json">' + "[" * 9000 + "</script>",
        '<meta name="date" content="2024">',
        "<time datetime='2024-05-03'>",
    ],
)
def test_a_day_that_is_not_plainly_told_is_none(head: str) -> None:
    assert read_page(f"{head}<main>{'word ' * 60}</main>".encode(), use_library=False).meta.published is None


@given(_broken)
def test_a_broken_page_is_read_or_refused(source: str) -> None:
    or_told(lambda: read_page(f"<article>{'word ' * 60}{source}".encode(), use_library=False), PageError)


@given(st.text(min_size=1).filter(str.strip))
def test_an_id_that_is_made_of_a_name_is_the_same_each_time_and_never_blank(name: str) -> None:
    assert name_id(name) == name_id(name) != ""
    assert record_id("feed", name) == record_id("feed", name) != record_id("ics", name)


def test_names_that_differ_have_ids_that_differ() -> None:
    assert name_id("Ada Lund") == "ada-lund"
    names = [
        "東京",
        "大阪",
        "Ж",
        "ж2",
        "C++",
        "C",
        "a b",
        "a-b-c d e f g h i j k l m n o p q r s t u v w x y z",
        "a" * 99,
        "a" * 98,
    ]
    assert len({name_id(each) for each in names}) == len(names)
    assert record_id("feed", "a", "bc") != record_id("feed", "ab", "c")


@pytest.mark.parametrize(
    ("link", "base", "whole"),
    [
        ("https://a.example/b?c#d", None, "https://a.example/b?c#d"),
        (" https://a.example ", None, "https://a.example"),
        ("/b", "https://a.example/x/y", "https://a.example/b"),
        ("//b.example/c", "https://a.example/", "https://b.example/c"),
        ("/b", None, None),
        ("javascript:alert(1)", "https://a.example", None),
        ("https://a.example/\x1b]0;x", None, None),
        ("https://a.example/" + "x" * 3000, None, None),
        (7, None, None),
    ],
)
def test_only_addresses_of_the_web_are_links(link: object, base: str | None, whole: str | None) -> None:
    assert web_link(link, base) == whole


@pytest.mark.parametrize(
    "file",
    files("naughty_strings", "terminal_escapes") or [None],
    ids=lambda each: getattr(each, "name", "none"),
)
def test_text_that_others_collected_is_cleaned(file: Path | None) -> None:
    if file is None:
        pytest.skip("the collection is not beside the project")
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    assert not any(mark in html_block(text) + block(text) for mark in "\x1b\x07\x00\x9b\x9d\x7f")
