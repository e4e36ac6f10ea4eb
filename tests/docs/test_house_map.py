"""The map of the house has every room, and the import table is the one that is kept."""

from collections.abc import Iterator

from tests.docs.documents import CONTRIBUTING, ON_SCREEN, rows, section
from tests.unit.house import modules
from tests.unit.test_house import ABOVE_THE_SEAM, BELOW_THE_SEAM, DOMAIN, MAY_IMPORT, SEAM


def parts() -> set[str]:
    """The modules and packages at the top of the house, without the pieces of a module that stand beside it."""
    names = {each.split(".")[1] for each in modules() if "." in each}
    return {each for each in names if not any(each.startswith(f"{other}_") for other in names)}


def test_the_map_of_the_house_has_every_room_and_no_other() -> None:
    told = [
        room.rstrip("/")
        for cells in rows(section(CONTRIBUTING, "The map of the house"))
        for room in ON_SCREEN.findall(cells[0])
    ]
    assert sorted(told) == sorted(parts())


WORDS: dict[str, tuple[str, ...]] = {
    "the domain": DOMAIN,
    "all above the seam": ABOVE_THE_SEAM,
    "the seam": SEAM,
    "nothing": (),
    "all below the seam": BELOW_THE_SEAM,
}
"""What the import table of the documents calls several modules at once."""


def test_the_import_table_is_the_one_that_is_kept() -> None:
    told = {
        name: (allowed(house, name), tuple(ON_SCREEN.findall(others)))
        for names, house, others in rows(section(CONTRIBUTING, "Who may import whom"))
        for name in ON_SCREEN.findall(names)
    }
    kept = {name: rule for name, rule in MAY_IMPORT.items() if name in parts()}
    assert told.keys() == parts()
    assert kept.keys() <= told.keys()
    for name, (house, others) in kept.items():
        assert told[name][0] == known(house), name
        assert set(told[name][1]) == set(others), name


def allowed(told: str, name: str) -> set[str]:
    found: set[str] = set()
    for word in told.split(", "):
        found |= {name} if word == "itself" else set(WORDS.get(word, (word.strip("`"),)))
    return known(found)


def known(names: Iterator[str] | tuple[str, ...] | set[str]) -> set[str]:
    """Those of the names that the house has by now."""
    return {each for each in names if each and each.split(".")[0] in parts()}
