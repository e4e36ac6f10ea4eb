from collections import Counter, defaultdict
from importlib import resources

import pytest

from chronoterm.editing.ids import slug_of
from chronoterm.importers.article.gazetteer import (
    STOP,
    TABLES,
    KnownName,
    builtin,
    completed,
    read_table,
    slug,
    surnames_of,
    words,
)
from chronoterm.importers.article.matching_names_terms import How, key_of, terms_of

FOLDER = resources.files("chronoterm.importers.article") / "gazetteer"
TYPES = {"person", "country", "force", "org", "place", STOP}


def by_id() -> dict[str, KnownName]:
    return {each.id: each for each in builtin()}


def test_no_two_entries_have_one_id() -> None:
    assert [id_ for id_, number in Counter(each.id for each in builtin()).items() if number > 1] == []


def test_every_entry_has_a_known_type_and_a_weight_on_the_scale() -> None:
    assert {each.type for each in builtin()} == TYPES
    assert [each.id for each in builtin() if not 1 <= each.weight <= 9] == []


def test_what_entries_belong_to_is_an_entry_itself() -> None:
    known = by_id()
    assert [each.id for each in builtin() if each.within and each.within not in known] == []
    assert [each.id for each in builtin() if each.part_of and each.part_of not in known] == []
    assert {known[each.within].type for each in builtin() if each.within} <= {"country", "place"}
    assert {known[each.part_of].type for each in builtin() if each.part_of} <= {"country", "force", "org"}


def test_no_place_lies_within_itself_by_a_detour() -> None:
    known = by_id()
    for each in builtin():
        seen = {each.id}
        within = each.within
        while within:
            assert within not in seen, each.id
            seen.add(within)
            within = known[within].within


def test_ids_are_made_as_the_house_makes_them() -> None:
    plain = {each.id for each in builtin() if each.type in ("person", "org", "place")}
    assert [id_ for id_ in plain if slug(id_) != id_ and not id_.endswith(("-ua", "-ru"))] == []
    countries = [each.id for each in builtin() if each.type == "country"]
    assert all(len(id_) == 2 and id_.isupper() for id_ in countries) and len(countries) >= 195
    forces = [each.id for each in builtin() if each.type == "force"]
    assert all(id_.removeprefix("forces:") in countries for id_ in forces)


def test_a_slug_has_all_words_in_plain_letters() -> None:
    assert slug("Volodymyr Zelenskyy") == "volodymyr-zelenskyy"
    assert slug("Péter Szijjártó") == "peter-szijjarto"
    assert slug("Prosecutor General’s Office") == slug_of("Prosecutor General’s Office")


def test_a_surname_of_several_is_weak_unless_one_of_them_is_known_best() -> None:
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    for each in builtin():
        for surname in each.surnames:
            if surname not in each.weak:
                bearers[key_of(surname)][each.id] = each.weight
    for surname, weights in bearers.items():
        assert list(weights.values()).count(max(weights.values())) == 1, (surname, weights)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_clean(table: str) -> None:
    text = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8")
    assert text.endswith("\n") and "\r" not in text and "\n\n" not in text
    lines = text.splitlines()
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) <= len(columns) and cells[-1], line
        values = [value for cell in cells for value in cell.split("|")]
        assert all(value == value.strip() and "  " not in value for value in values), line
        assert all(value.strip("?") for cell in cells if cell for value in cell.split("|")), line


@pytest.mark.parametrize("kind", ["given", "title", "after", "kind"])
def test_a_list_of_words_is_sorted_and_says_each_once(kind: str) -> None:
    lines = (FOLDER / f"words_{kind}.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines)) and len(words(kind)) == len(lines)


def test_every_file_of_the_folder_is_read() -> None:
    names = {each.name for each in FOLDER.iterdir()}
    assert names == {f"{each}.tsv" for each in TABLES} | {
        f"words_{each}.txt" for each in ("given", "title", "after", "kind")
    }


def test_no_entry_says_a_term_twice() -> None:
    for each in builtin():
        said = [term for term, how in terms_of(each) if how is How.NAME]
        assert len(said) == len(set(said)), each.id


def test_there_is_enough_to_begin_with() -> None:
    keys = {key_of(term) for each in builtin() for term, _ in terms_of(each)}
    number = Counter(each.type for each in builtin())
    assert len(keys) >= 6000 and number["person"] >= 700 and number["place"] >= 2000


def test_every_country_has_its_name_and_most_have_inhabitants_and_a_capital() -> None:
    countries = [each for each in builtin() if each.type == "country"]
    assert sum(bool(each.demonyms) for each in countries) >= len(countries) - 3
    assert sum(bool(each.capitals) for each in countries) >= len(countries) - 12


def test_a_person_has_a_surname_with_its_particles() -> None:
    assert surnames_of("Ursula von der Leyen") == ("von der Leyen",)
    assert surnames_of("Bashar al-Assad") == ("al-Assad", "Assad")
    assert surnames_of("Mohammed bin Salman") == ("bin Salman",)
    assert (
        surnames_of("Pelé") == ()
        and surnames_of("Leo XIV") == ()
        and surnames_of("Ferdinand Marcos Jr.") == ()
    )


def test_what_follows_from_a_name_is_added() -> None:
    person = completed(KnownName(id="x", type="person", name="Ivan Petrenko", aliases=("Ivan Petrenco",)))
    assert person.surnames == ("Petrenko", "Petrenco")
    nobody = completed(KnownName(id="x", type="person", name="To Lam", surnames=("-",)))
    assert nobody.surnames == ()
    country = completed(KnownName(id="XX", type="country", name="X", demonyms=("Xian", "Xish")))
    assert country.demonyms == ("Xian", "Xish", "Xians")
    oblast = completed(KnownName(id="x-oblast", type="place", name="X Oblast"))
    assert oblast.aliases == ("X region",)
    front = completed(KnownName(id="x-front", type="place", name="X front"))
    assert set(front.aliases) == {"X direction", "X sector", "X axis"}


def test_a_table_is_read_as_it_is_written() -> None:
    text = "id\ttype\tname\taliases\tweight\n\tplace\t?Nice\t?Nizza|Nissa\t5\nhague\tplace\tThe Hague\n"
    nice, hague = read_table(text)
    assert (nice.id, nice.name, nice.aliases) == ("nice", "Nice", ("Nizza", "Nissa"))
    assert (nice.weak, nice.weight) == (frozenset(("Nice", "Nizza")), 5)
    assert (hague.id, hague.aliases, hague.weak) == ("hague", (), frozenset())
    with pytest.raises(ValueError, match="too many cells"):
        list(read_table("id\ttype\nx\torg\tmore\n"))


@pytest.mark.parametrize(
    ("id_", "name", "belongs"),
    [
        ("UA", "Ukraine", None),
        ("volodymyr-zelenskyy", "Volodymyr Zelenskyy", "UA"),
        ("kim-jong-un", "Kim Jong Un", "KP"),
        ("nato", "NATO", None),
        ("forces:KP", "North Korean forces", "KP"),
        ("siversk-osg", "Siversk Operational Strategic Group", "forces:UA"),
        ("defence-intelligence-ua", "Defence Intelligence of Ukraine", "UA"),
        ("kursk-oblast", "Kursk Oblast", "RU"),
        ("kursk-front", "Kursk front", "kursk-oblast"),
        ("kursk", "Kursk", "kursk-oblast"),
        ("russia-east", "eastern Russia", "RU"),
    ],
)
def test_well_known_entries_have_their_ids(id_: str, name: str, belongs: str | None) -> None:
    known = by_id()[id_]
    assert (known.name, known.part_of or known.within) == (name, belongs)
