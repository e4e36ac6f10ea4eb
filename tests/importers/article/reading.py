"""Articles for tests: the corpus beside this file, its hand-written records, and what is proposed of them."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from chronoterm.importers.article.extract import extract
from chronoterm.importers.proposals import Extraction
from tests.importers.article.scoring import Gold

CORPUS = Path(__file__).parent / "corpus"
BOM = "\ufeff"


class Case(NamedTuple):
    """An article as its file holds it, byte order mark and line ends kept, with what should be proposed of it."""

    name: str
    text: str
    gold: Gold

    @property
    def is_prose(self) -> bool:
        return self.name.endswith("-prose")


def _case(gold: Path, article: Path) -> Case:
    text = article.read_bytes().decode("utf-8")
    return Case(article.stem, text, msgspec.json.decode(gold.read_bytes(), type=Gold))


@cache
def corpus() -> tuple[Case, ...]:
    """Every article of the corpus, in the order of names."""
    return tuple(
        _case(gold, gold.with_suffix("").with_suffix(".txt")) for gold in sorted(CORPUS.glob("*.gold.json"))
    )


@cache
def case_in(folder: Path) -> Case:
    """The one article of a folder in which `gold.json` names the file."""
    gold = folder / "gold.json"
    file = msgspec.json.decode(gold.read_bytes(), type=Gold).article.file
    return _case(gold, folder / file)


@cache
def proposed(text: str, name: str = "article.txt") -> Extraction:
    """What is proposed of an article, by one who knows no names but the built-in ones."""
    return extract(
        text, file=name, sha256=hashlib.sha256(text.encode()).hexdigest(), published=None, known=()
    )
