"""A form: what stands in it, how it is understood, and that nothing else of a document changes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import PartialDate
from chronoterm.editing.draft import Checked, checked, draft_of, new_draft
from chronoterm.editing.fields import Form, Shape
from chronoterm.editing.naming import NewName
from chronoterm.edits import Document, Table, same
from chronoterm.text import clean_block
from tests.unit.date_strategies import partial_dates
from tests.unit.editing_strategies import ACTOR_IDS, CHANCE, TODAY, WORLD, documents, forms_with_documents

RECORD: Document = {
    "id": "here",
    "kind": "event",
    "headline": "Talks",
    "date": "2024-10-31",
    "mydesk": [1, None],
}


def edited(original: Document | None = None, form: Form = Form.RECORD, **draft: str) -> Checked:
    """A draft checked in which some fields were typed into; `source_url` is the field `source.url`."""
    typed = {name.replace("source_", "source."): text for name, text in draft.items()}
    return checked(typed, original, form, WORLD, TODAY, chance=CHANCE)


def of_record(**draft: str) -> Any:
    """What an edited record holds in the first field that was typed into."""
    document = edited(RECORD, Form.RECORD, **draft).document
    assert document is not None
    return document.get(next(iter(draft)))


def fault(original: Document | None = None, form: Form = Form.RECORD, **draft: str) -> str:
    """What is said of the first field that was typed into, which keeps the form from being saved."""
    found = edited(original or RECORD, form, **draft)
    name = next(iter(draft)).replace("source_", "source.")
    assert found.document is None and name in found.blocking
    return found.faults[name]


# Untouched


@given(forms_with_documents)
def test_a_form_that_nobody_touched_gives_back_the_same_document(given_: tuple[Form, Document]) -> None:
    form, document = given_
    draft = draft_of(document, form, WORLD)
    found = checked(draft, document, form, WORLD, TODAY, chance=CHANCE)
    assert found.document is not None and same(found.document, document)
    assert list(found.document) == list(document)
    assert found.new_names == () and found.blocking == frozenset()


@given(forms_with_documents)
def test_what_stands_in_a_form_is_safe_to_show(given_: tuple[Form, Document]) -> None:
    form, document = given_
    draft = draft_of(document, form, WORLD)
    shown = checked(draft, document, form, WORLD, TODAY, chance=CHANCE)
    for text in (*draft.values(), *shown.faults.values(), *shown.shown.values()):
        assert clean_block(text) == text
    for field in form.fields:
        assert field.several_lines or "\n" not in draft[field.name]


@given(forms_with_documents, st.data())
def test_one_edited_field_leaves_all_others_as_they_are(
    given_: tuple[Form, Document], data: st.DataObject
) -> None:
    form, document = given_
    opened = draft_of(document, form, WORLD)
    lines = [
        each for each in form.fields if each.shape in (Shape.LINE, Shape.BLOCK) and each.name != "country"
    ]
    field = data.draw(st.sampled_from([each for each in lines if not each.of_source]))
    found = checked(
        {**opened, field.name: "typed anew"}, document, form, WORLD, TODAY, chance=CHANCE, opened=opened
    )
    assert found.document is not None
    assert same(found.document, {**document, field.name: "typed anew"})


@given(documents(Form.RECORD), st.sampled_from(("tags", "actors", "places", "figures")))
def test_a_value_added_to_a_list_leaves_those_before_it_as_they_are(document: Document, name: str) -> None:
    more = {"tags": "added anew", "actors": "ada-lund", "places": "harbour", "figures": "77 added"}[name]
    form, held = Form.RECORD, document.get(name)
    opened = draft_of(document, form, WORLD, [name])
    mark = {"figures": "\n", "tags": ", "}.get(name, "; ")
    typed = mark.join(filter(None, (opened[name], more)))
    found = checked({name: typed}, document, form, WORLD, TODAY, chance=CHANCE)
    if isinstance(held, list) and held:
        assert found.document is not None
        assert same(found.document[name][: len(held)], held)


def test_a_fault_that_was_there_is_told_and_blocks_nothing() -> None:
    odd = {**RECORD, "date": "soon", "tags": 5, "sources": [{"credibility": 9}]}
    found = edited(odd, headline="New words")
    assert found.document == {**odd, "headline": "New words"}
    assert found.blocking == frozenset()
    assert set(found.faults) == {"date", "tags", "source.credibility"}
    assert "soon" in found.faults["date"]


def test_a_contradiction_that_was_there_is_told_and_blocks_nothing() -> None:
    found = edited({**RECORD, "date_basis": "none"}, headline="New words")
    assert found.document is not None and set(found.faults) == {"date_basis"}
    assert found.blocking == frozenset()


def test_a_name_that_somebody_else_changed_meanwhile_is_no_change_of_mine() -> None:
    document = {**RECORD, "actors": ["ada-lund"]}
    opened = {**draft_of(document, Form.RECORD, WORLD), "actors": "Ada Old-Name"}
    found = checked(
        {**opened, "lang": "en"}, document, Form.RECORD, WORLD, TODAY, chance=CHANCE, opened=opened
    )
    assert found.document == {**document, "lang": "en"} and found.new_names == ()


def test_emptying_a_field_takes_it_out_of_the_document() -> None:
    assert edited({**RECORD, "summary": "x", "tags": ["a"]}, summary=" ", tags="").document == RECORD


def test_fields_keep_their_places_and_new_ones_come_last() -> None:
    document = edited(RECORD, headline="Other", summary="New").document
    assert document is not None and list(document) == [*RECORD, "summary"]


# New


def test_a_new_record_has_what_was_typed_and_an_id_of_its_headline() -> None:
    draft = {**new_draft(Form.RECORD), "headline": " The talks end ", "date": "28-30 oct 2024"}
    found = checked(draft, None, Form.RECORD, WORLD, TODAY, chance=CHANCE)
    assert found.document == {
        "id": "talks-end-k3vd",
        "kind": "event",
        "headline": "The talks end",
        "date": "2024-10-28/2024-10-30",
    }


def test_a_new_record_needs_a_kind_and_a_headline() -> None:
    found = checked({}, None, Form.RECORD, WORLD, TODAY, chance=CHANCE)
    assert found.document is None
    assert found.faults == {"kind": "a kind is needed", "headline": "a headline is needed"}


def test_a_new_entry_for_a_name_that_records_use_gets_that_name_as_its_id() -> None:
    found = edited(None, Form.ACTOR, name="Ben Holm", country="no")
    assert found.document == {"id": "Ben Holm", "name": "Ben Holm", "country": "NO"}


# Dates


@pytest.mark.parametrize(
    ("typed", "edtf", "shown"),
    [
        ("18 oct", "2024-10-18", "shown as 18 Oct 2024"),
        ("oct 2024", "2024-10", "shown as Oct 2024"),
        ("last friday", "2024-11-15", "shown as 15 Nov 2024"),
        ("2024-10-28/2024-10-30", "2024-10-28/2024-10-30", "shown as 28–30 Oct 2024"),
        ("28-30 oct 2024", "2024-10-28/2024-10-30", "shown as 28–30 Oct 2024"),
        ("c. oct 2024", "2024-10~", "shown as c. Oct 2024"),
        ("since 1 nov 2024", "2024-11-01/..", "shown as from 1 Nov 2024"),
    ],
)
def test_a_date_is_read_as_people_type_it_and_shown_as_people_read_it(
    typed: str, edtf: str, shown: str
) -> None:
    found = edited(RECORD, date=typed)
    assert found.document is not None and found.document["date"] == edtf
    assert found.shown["date"] == shown


@given(partial_dates)
def test_every_date_can_be_typed_as_edtf(date: PartialDate) -> None:
    assert of_record(about_date=date.edtf) == date.edtf


def test_a_date_by_publication_is_shown_as_the_latest() -> None:
    assert edited(RECORD, date_basis="publication").shown["date"] == "shown as ≤ 31 Oct 2024"


def test_an_ambiguous_date_is_refused_with_both_readings() -> None:
    said = fault(date="3/2/2022")
    assert "3 Feb 2022" in said and "2 Mar 2022" in said


def test_a_missing_year_is_that_of_the_record() -> None:
    assert of_record(date="18 oct") == "2024-10-18"
    old = edited({**RECORD, "date": "1998-05-01"}, about_date="18 oct").document
    assert old is not None and old["about_date"] == "1998-10-18"


def test_a_date_whose_basis_is_none_is_refused() -> None:
    assert "leave one of the two out" in fault(date_basis="none")


# Names


def test_a_name_is_found_by_id_name_alias_or_as_the_only_one_that_begins_so() -> None:
    typed = "kim-yo-jong; KIM JONG UN; cdu; zoe"
    assert of_record(actors=typed) == ["kim-yo-jong", "kim-jong-un", "drivers-union", "zoë"]


def test_a_name_that_may_be_several_is_refused_with_the_candidates() -> None:
    said = fault(places="spring")
    assert "(springfield-1)" in said and "(springfield-2)" in said
    assert "(smith-1)" in fault(actors="john smith") and "(smith-2)" in fault(actors="John Smith")


def test_of_two_of_one_name_the_form_shows_the_ids() -> None:
    draft = draft_of({**RECORD, "actors": ["smith-2", "ada-lund"]}, Form.RECORD, WORLD)
    assert draft["actors"] == "smith-2; ada-lund"


def test_a_name_that_is_the_id_of_another_means_that_other() -> None:
    assert of_record(speaker="Ada Lund") == "Ada Lund"
    assert "(ada-lund)" in fault(speaker="ada lund") and "(Ada Lund)" in fault(speaker="ada lund")


@pytest.mark.parametrize("id_", [each for each in ACTOR_IDS if each.strip()])
def test_what_a_form_shows_for_an_actor_never_means_another_one(id_: str) -> None:
    shown = draft_of({**RECORD, "actors": [id_]}, Form.RECORD, WORLD)["actors"]
    found = edited(RECORD, actors=shown)
    assert found.new_names == () or id_ == "marked"  # whose name is not safe to show as it is
    if found.document is not None and not found.new_names:
        assert found.document["actors"] == [id_]


def test_a_name_nobody_has_becomes_a_new_actor_and_the_form_says_so() -> None:
    found = edited(RECORD, speaker="Ana Ruiz", actors="ana ruiz; Lund")
    assert found.document is not None
    assert found.document["speaker"] == "ana-ruiz-k3vd"
    assert found.document["actors"] == ["ana-ruiz-k3vd", "ada-lund"]
    assert found.new_names == (NewName(Table.ACTORS, {"id": "ana-ruiz-k3vd", "name": "Ana Ruiz"}),)
    assert found.shown["speaker"] == "new actor “Ana Ruiz”"
    assert found.shown["actors"] == "new actor “Ana Ruiz”; Ada Lund"


def test_a_name_in_quotes_is_a_new_one_although_others_begin_so() -> None:
    found = edited(RECORD, places='"Spring"')
    assert [each.document["name"] for each in found.new_names] == ["Spring"]
    assert found.shown["places"] == "new place “Spring”"


def test_a_name_without_an_entry_stays_what_it_is() -> None:
    found = edited(RECORD, actors="Ben Holm")
    assert found.document is not None and found.document["actors"] == ["Ben Holm"]
    assert found.new_names == ()


def test_a_new_speaker_is_one_of_the_actors() -> None:
    found = edited({**RECORD, "actors": ["drivers-union"]}, speaker="Lund")
    assert found.document is not None and found.document["actors"] == ["ada-lund", "drivers-union"]


def test_a_name_typed_twice_counts_once() -> None:
    assert of_record(actors="Lund; ada-lund") == ["ada-lund"]


def test_a_name_without_a_letter_is_none() -> None:
    assert fault(actors='Lund; " "') == "a name needs a letter"
    assert "too long" in fault(speaker="x" * 301)


# The other fields


def test_tags_are_parted_by_commas_and_quoted_where_they_have_one() -> None:
    assert of_record(tags='pay, night shift ,"strike, wild"; x') == [
        "pay",
        "night shift",
        "strike, wild",
        "x",
    ]


def test_a_choice_is_known_by_its_beginning_and_refused_with_all_of_them() -> None:
    assert of_record(kind="S") == "statement"
    assert fault(date_basis="odd") == "“odd” is not one of explicit, relative, anaphoric, publication, none"


@pytest.mark.parametrize(("typed", "stored"), [("yes", True), ("Y", True), ("no", None), ("", None)])
def test_yes_is_stored_and_no_is_left_out(typed: str, stored: bool | None) -> None:
    assert of_record(expected=typed) is stored
    assert "neither yes nor no" in fault(expected="perhaps")


def test_controls_that_were_pasted_are_not_stored() -> None:
    stored = of_record(quote="one\x1b]52;c;aGk=\x07\r\n two\u202e ")
    assert stored.startswith("one") and "\x1b" not in stored and "\u202e" not in stored and "\n" in stored


def test_parts_of_a_source_change_the_first_and_leave_the_rest_of_it() -> None:
    sources = [{"publisher": "Gazette", "span": [1, 2], "desk": 7}, {"title": "Other"}]
    found = edited(
        {**RECORD, "sources": sources}, source_publisher="", source_credibility="2", source_published="1 nov"
    )
    assert found.document is not None
    assert found.document["sources"] == [
        {"span": [1, 2], "desk": 7, "published": "2024-11-01", "credibility": 2},
        {"title": "Other"},
    ]


def test_a_first_source_is_made_and_an_empty_one_goes() -> None:
    made = edited(RECORD, source_url="https://a.example").document
    assert made == {**RECORD, "sources": [{"url": "https://a.example"}]}
    assert edited(made, source_url="").document == RECORD


def test_sources_that_cannot_be_read_are_not_overwritten() -> None:
    assert "edit it as text" in fault({**RECORD, "sources": "Gazette"}, source_url="x")


def test_an_edited_line_of_figures_keeps_what_the_line_does_not_tell() -> None:
    figures = [{"low": 3, "high": 3, "desk": 1}, {"low": 5, "state": "planned", "desk": 2}]
    found = edited({**RECORD, "figures": figures}, figures="3\n>= 6 planned").document
    assert found is not None
    assert found["figures"] == [figures[0], {"low": 6, "state": "planned", "desk": 2}]
    shorter = edited({**RECORD, "figures": figures}, figures=">= 5 planned").document
    assert shorter is not None and shorter["figures"] == [figures[1]]


def test_figures_are_shown_with_the_names_of_their_series() -> None:
    found = edited(RECORD, figures="c. 400-450 planned · strikers\n>= 3 · boats")
    assert found.shown["figures"] == (
        "c. 400-450 planned · Crane drivers on strike; >= 3 · boats (no series of the store yet)"
    )


# Actors and places

ACTOR: Document = {"id": "here", "name": "Here"}


def test_memberships_stand_one_on_a_line() -> None:
    found = edited(ACTOR, Form.ACTOR, member_of="drivers-union 2021-03-01..2024-12\nZoe since 2020")
    assert found.document is not None
    assert found.document["member_of"] == [
        {"actor": "drivers-union", "from": "2021-03-01", "to": "2024-12"},
        {"actor": "zoë", "from": "2020"},
    ]
    assert found.shown["member_of"] == "Crane Drivers' Union 1 Mar 2021 – Dec 2024; Zoë Älv from 2020"


def test_nobody_belongs_to_themselves_and_no_place_lies_in_itself() -> None:
    assert "no member of itself" in fault(
        {"id": "ada-lund", "name": "Ada Lund"}, Form.ACTOR, member_of="ada-lund"
    )
    assert "does not lie in itself" in fault(
        {"id": "harbour", "name": "Harbour"}, Form.PLACE, part_of="north quay"
    )


@pytest.mark.parametrize(("typed", "stored"), [("60.4", 60.4), ("-12", -12), ("−0.5", -0.5), ("0", 0)])
def test_degrees_are_numbers_within_their_bounds(typed: str, stored: float) -> None:
    found = edited({"id": "here", "name": "Here"}, Form.PLACE, latitude=typed)
    assert found.document is not None and same(found.document["latitude"], stored)
    for wrong in ("91", "north", "1e3", "1,5"):
        assert fault({"id": "here", "name": "Here"}, Form.PLACE, latitude=wrong)


def test_a_country_is_a_code_of_two_letters() -> None:
    assert "two letters" in fault(ACTOR, Form.ACTOR, country="Norway")


def test_a_name_that_others_have_is_told_and_allowed() -> None:
    found = edited(ACTOR, Form.ACTOR, name="CDU")
    assert found.document == {"id": "here", "name": "CDU"}
    assert found.shown["name"] == "also the name of Crane Drivers' Union (drivers-union)"
    assert "name" not in edited(ACTOR, Form.ACTOR, name="Crane").shown
    assert "name" not in edited(None, Form.ACTOR, name="Ben Holm").shown
