"""How many reports there are, and of how many origins: against following every way of every report by hand."""

from collections.abc import Iterable, Sequence
from itertools import islice
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.evidence import Reports
from chronoterm.chronology.origins import LINKS, Chain, SourceMark, chains, linked, reports_of
from chronoterm.records import RelationType, Source
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models

NAMES = ("KBS", "kbs", "Reuters", "reuters!", "Interview with KBS", "A", "B", "C", "D")

names = st.none() | st.sampled_from(NAMES)
marks = st.builds(
    SourceMark,
    publisher=names,
    title=names,
    url=st.none()
    | st.sampled_from(("https://a.example/1", "http://A.example/1/", "https://a.example/2#top")),
    via=names,
    sha256=st.none() | st.sampled_from(("1f", "2e")),
)
many_marks = st.lists(marks, max_size=9)


def folded(name: str | None) -> str:
    return (name or "").lower().rstrip("!")


def page(url: str | None) -> str:
    return (url or "").replace("http://A", "https://a").partition("#")[0].rstrip("/")


def are_one(one: SourceMark, other: SourceMark) -> bool:
    if one.url and other.url and page(one.url) == page(other.url):
        return True
    if one.sha256 and one.sha256 == other.sha256:
        return True
    if (folded(one.publisher), folded(one.title)) != (folded(other.publisher), folded(other.title)):
        return False
    if one.publisher and one.title:
        return True
    return folded(one.via) == folded(other.via) and not any((one.url, other.url, one.sha256, other.sha256))


Article = frozenset[SourceMark]


def articles(sources: Iterable[SourceMark]) -> list[Article]:
    found: list[Article] = []
    for each in sources:
        same = [article for article in found if any(are_one(each, other) for other in article)]
        found = [article for article in found if article not in same]
        found.append(frozenset({each}).union(*same))
    return found


def called(article: Article) -> set[str]:
    return {folded(name) for each in article for name in (each.publisher, each.title)} - {""}


def came_by(article: Article) -> set[str]:
    return {folded(each.via) for each in article} - {""} - called(article)


def own(article: Article) -> set[str]:
    publishers = {folded(each.publisher) for each in article} - {""}
    titles = {folded(each.title) for each in article} - {""}
    return publishers or titles or {page(each.url) for each in article} - {""}


def followed(article: Article, all_of_them: Sequence[Article], passed: tuple[Article, ...]) -> set[str]:
    """The root at the end of every way, ways that come back to where they were left out."""
    if not came_by(article):
        return own(article)
    found: set[str] = set()
    for via in came_by(article):
        leads = [each for each in all_of_them if each != article and via in called(each)]
        found |= set() if leads else {via}
        for each in leads:
            if each not in (*passed, article):
                found |= followed(each, all_of_them, (*passed, article))
    return found


def reachable(article: Article, all_of_them: Sequence[Article]) -> set[Article]:
    found = {article}
    while True:
        more = {each for each in all_of_them for one in found if came_by(one) & called(each)} - found
        if not more:
            return found
        found |= more


def counted(sources: Sequence[SourceMark]) -> Reports:
    them = articles(sources)
    roots = {each: followed(each, them, ()) for each in them}
    lost = [each for each in them if not roots[each] and came_by(each)]
    circles: list[set[Article]] = []
    for each in lost:
        ring = reachable(each, them)
        meeting = [circle for circle in circles if circle & ring]
        circles = [circle for circle in circles if circle not in meeting]
        circles.append(ring.union(*meeting))
    sure = {root for each in roots.values() if len(each) == 1 for root in each}
    rest: list[set[str]] = []
    for some in roots.values():
        if some and not some & sure:
            meeting_roots = [one for one in rest if one & some]
            rest = [one for one in rest if one not in meeting_roots]
            rest.append(some.union(*meeting_roots))
    origins = len(sure) + len(circles) + len(rest)
    return Reports(len(them), max(min(1, len(them)), origins))


@given(many_marks)
def test_reports_and_origins_are_those_that_following_every_way_finds(sources: list[SourceMark]) -> None:
    assert reports_of(sources) == counted(sources)


@given(many_marks, st.randoms(use_true_random=False))
def test_the_order_of_sources_and_their_repetition_do_not_matter(
    sources: list[SourceMark], chance: Random
) -> None:
    again = [*sources, *sources[:3]]
    chance.shuffle(again)
    assert reports_of(again) == reports_of(sources)
    assert list(chains(again)) == list(chains(sources))


@given(many_marks)
def test_there_are_no_more_origins_than_reports_and_none_only_without_sources(
    sources: list[SourceMark],
) -> None:
    found = reports_of(sources)
    assert found.origins <= found.reports <= len(sources)
    assert (found.origins == 0) == (not sources)


@given(many_marks)
def test_each_report_is_drawn_at_least_once(sources: list[SourceMark]) -> None:
    drawn = list(chains(sources))
    assert {each.report for each in drawn} == set(range(reports_of(sources).reports))
    assert len(drawn) == len(set(drawn))


@given(many_marks, st.sampled_from(NAMES))
def test_one_more_report_of_what_is_there_already_is_no_further_origin(
    sources: list[SourceMark], name: str
) -> None:
    told = [*sources, SourceMark("Somebody", "Else", via=name)]
    before = reports_of([*told, SourceMark("Somebody", "New", via=name)])
    assert before.origins <= reports_of(told).origins


def text_of(*sources: SourceMark) -> str:
    return reports_of(sources).text


def test_three_reports_of_one_interview_have_one_origin() -> None:
    sources = (
        SourceMark("Yonhap", "A", via="KBS interview"),
        SourceMark("Reuters", "B", via="KBS Interview"),
        SourceMark("AP", "C", via="KBS interview."),
    )
    assert text_of(*sources) == "3/1"
    assert [each.text for each in chains(sources)] == [
        "AP, C ← KBS interview.",
        "Reuters, B ← KBS Interview",
        "Yonhap, A ← KBS interview",
    ]


def test_names_that_only_mean_the_same_are_not_guessed_to_be_the_same() -> None:
    assert text_of(SourceMark("A", via="KBS interview"), SourceMark("B", via="Interview with KBS")) == "2/2"


def test_a_way_leads_on_through_a_source_that_is_there_itself() -> None:
    sources = (
        SourceMark("Blog", "Post", via="Reuters"),
        SourceMark("Reuters", "Wire", via="KBS interview"),
    )
    assert text_of(*sources) == "2/1"
    assert [each.text for each in chains(sources)] == [
        "Blog, Post ← Reuters, Wire ← KBS interview",
        "Reuters, Wire ← KBS interview",
    ]


def test_sources_that_only_name_each_other_are_one_origin() -> None:
    sources = (SourceMark("A", via="B"), SourceMark("B", via="A"), SourceMark("C", via="A"))
    assert text_of(*sources) == "3/1"
    assert [each.text for each in chains(sources)] == ["A ← B ← A", "B ← A ← B", "C ← A ← B ← A"]


def test_a_name_that_two_reports_have_is_no_further_origin() -> None:
    wires = SourceMark("Reuters", "One", via="KBS"), SourceMark("Reuters", "Two", via="KCNA")
    assert text_of(*wires) == "2/2"
    assert text_of(*wires, SourceMark("Blog", via="Reuters")) == "3/2"


def test_what_does_not_tell_where_it_is_from_is_an_origin_only_alone() -> None:
    assert text_of(SourceMark(sha256="1f"), SourceMark(sha256="2e")) == "2/1"
    assert text_of(SourceMark(sha256="1f"), SourceMark("KBS")) == "2/1"
    assert [each.text for each in chains([SourceMark()])] == ["unnamed source"]


def test_no_source_is_no_report() -> None:
    assert text_of() == "0/0"
    assert list(chains([])) == []


def test_a_report_with_two_channels_is_drawn_with_both() -> None:
    both = (
        SourceMark(title="Article", via="KBS", sha256="1f"),
        SourceMark(title="Article", via="NATO", sha256="1f"),
    )
    assert text_of(*both) == "1/1"
    assert list(chains(both)) == [Chain(0, ("Article", "KBS")), Chain(0, ("Article", "NATO"))]


def test_rows_of_one_table_are_not_one_source() -> None:
    rows = [
        Source(publisher=name, sha256="1f", row=number) for number, name in enumerate(("Reuters", "AP"), 1)
    ]
    assert text_of(*(SourceMark.of(each) for each in rows)) == "2/2"
    whole = [Source(title=name, sha256="1f", span=(0, 9)) for name in ("Article", "The article")]
    assert text_of(*(SourceMark.of(each) for each in whole)) == "1/1"


def test_five_thousand_sources_in_a_row_have_one_origin() -> None:
    row = [SourceMark(f"P{number}", via=f"P{number + 1}") for number in range(5000)]
    assert reports_of(row) == Reports(5000, 1)
    assert len(list(islice(chains(row), 3))) == 3


# What else is a report of a record


@given(models())
def test_linked_are_the_same_events_as_far_as_they_lead_and_what_corroborates_one_of_them(
    model: Model,
) -> None:
    pairs = {(each.id, relation.type, relation.to) for each in model.records for relation in each.relations}
    same = {(one, other) for one, type_, other in pairs if type_ is RelationType.SAME_EVENT}
    same |= {(other, one) for one, other in same}
    supports = {(one, other) for one, type_, other in pairs if type_ is RelationType.CORROBORATES}
    for each in model.records:
        group = {each.id}
        for _ in model.records:
            group |= {other for one, other in same if one in group}
        expected = group | {one for one, other in supports if other in group}
        assert expected == linked(
            each.id,
            lambda here: [other for one, other in same if one == here],
            lambda here: [one for one, other in supports if other == here],
        )


def test_only_the_same_event_and_corroboration_link_reports() -> None:
    assert {RelationType.SAME_EVENT, RelationType.CORROBORATES} == LINKS
