"""What chronoterm exported as CSV comes in again: in full as it was, otherwise as far as the columns tell."""

from typing import Any

from hypothesis import assume, given, settings

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.documents import read, write
from chronoterm.exporters.exporting import Form
from chronoterm.exporters.fields import CSV_FIELDS, FULL_FIELDS
from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.tables import known_by
from chronoterm.opening import open_chronology, sample_path
from chronoterm.records import Actor, Place, Record
from chronoterm.text import clean, clean_block
from tests.exporters.chosen import chronology, exported, record
from tests.exporters.worlds import IDS, worlds
from tests.importers.tables.tables import items_of, names_of

KEPT_BY_THE_STORE = ("revision", "created", "modified", "by")
BLOCKS = ("summary", "quote")


def cleaned(found: Record) -> dict[str, Any]:
    """A record as it is shown, without what no column holds."""
    document = {name: value for name, value in write(found).items() if name not in KEPT_BY_THE_STORE}
    for name, value in document.items():
        if isinstance(value, str):
            document[name] = (clean_block if name in BLOCKS else clean)(value)
    return {name: value for name, value in document.items() if value != ""}


def records_in(text: str) -> list[dict[str, Any]]:
    items = items_of_export(text)
    assert [each for each in items if isinstance(each, Refused)] == []
    return [each.record for each in items if isinstance(each, Incoming)]


def items_of_export(text: str) -> list[Incoming | Refused]:
    from io import BytesIO

    from chronoterm.importers.tables import read_table
    from tests.importers.tables.tables import origin_of

    data = text.encode()
    return list(read_table(BytesIO(data), origin_of(data)).items)


@settings(max_examples=40)
@given(worlds())
def test_an_export_in_full_comes_in_as_it_went_out(world: IndexedChronology) -> None:
    assume(all(clean(world.record(each).headline).strip() for each in IDS[: world.total]))
    found = {each["id"]: each for each in records_in(exported(Form.CSV, world, columns=FULL_FIELDS))}
    assert len(found) == world.total
    for id_, document in found.items():
        assert cleaned(read(document, Record)) == cleaned(world.record(id_))


def test_the_sample_in_full_comes_in_as_it_went_out_with_its_names() -> None:
    _, sample = open_chronology(sample_path())
    items = items_of_export(exported(Form.CSV, sample, columns=FULL_FIELDS))
    for item in items:
        assert isinstance(item, Incoming)
        assert cleaned(read(item.record, Record)) == cleaned(sample.record(item.record["id"]))
    names = names_of(items)
    assert names["volodymyr-zelenskyy"] == {"id": "volodymyr-zelenskyy", "name": "Volodymyr Zelenskyy"}


def test_the_sample_in_its_usual_columns_comes_in_with_the_same_ids() -> None:
    """Dates, kinds, speakers and texts are those that went out; countries and persons are found by their names."""
    _, sample = open_chronology(sample_path())
    items = items_of(exported(Form.CSV, sample, columns=CSV_FIELDS))
    assert len(items) == sample.total
    for item in items:
        assert isinstance(item, Incoming)
        before = sample.record(item.record["id"])
        after = read(item.record, Record)
        for name in ("date", "date_basis", "expected", "headline", "quote", "speaker_role", "tags"):
            assert getattr(after, name) == getattr(before, name), name
        assert after.sort_of == before.sort_of
        if before.speaker in ("volodymyr-zelenskyy", "mark-rutte", "kyrylo-budanov"):
            assert after.speaker == before.speaker
    assert names_of(items)["RU"]["name"] == "Russia"


def test_apostrophes_before_formulas_go_and_others_stay() -> None:
    for headline in ("=1+1", "'=1+1", "'quoted'", "''-x", "+", "@home"):
        (found,) = records_in(exported(Form.CSV, [record(headline=headline)], columns=CSV_FIELDS))
        assert found["headline"] == headline


def test_an_expected_event_comes_in_as_one() -> None:
    (found,) = records_in(exported(Form.CSV, [record(expected=True, date="2024-10")], columns=CSV_FIELDS))
    assert (found["kind"], found["expected"], found["date"]) == ("event", True, "2024-10")


def test_names_with_commas_do_not_get_the_ids_of_others() -> None:
    world = chronology(
        [record(actors=("a", "b"), places=("p",))],
        [Actor(id="a", name="Guards, Northern"), Actor(id="b", name="Ben")],
        [Place(id="p", name="Dell")],
    )
    (item,) = items_of_export(exported(Form.CSV, world, columns=FULL_FIELDS))
    assert isinstance(item, Incoming)
    assert item.record["actors"] == ["a", "b"]
    assert names_of([item]) == {"p": {"id": "p", "name": "Dell"}}


def test_a_damaged_list_refuses_its_row() -> None:
    text = exported(Form.CSV, [record(tags=("pay",))], columns=FULL_FIELDS)
    (refused,) = items_of_export(text.replace('[""pay""]', '[""pay""'))
    assert refused == Refused("row 1 (line 2)", 'column tags_json: "["pay"" is no JSON')
    (refused,) = items_of_export(text.replace('[""pay""]', "[1]"))
    assert isinstance(refused, Refused)
    assert refused.why == "tags[0]: expected str, got int"


def test_both_forms_are_known() -> None:
    full, usual = known_by(FULL_FIELDS), known_by(CSV_FIELDS)
    assert full is not None
    assert usual is not None
    assert (full.title, usual.title) == ("an export of chronoterm, in full", "an export of chronoterm")
