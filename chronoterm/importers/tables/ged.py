"""UCDP GED: organised violence, one event a row.

Columns and codes are those of the UCDP Georeferenced Event Dataset Codebook, version 23.1. `date_prec` is 1 for a
known day, 2 for some day of two to six, 3 for some day of a week, 4 for one of up to a month, 5 for more than that.
The days between which it lies are told, so the code only widens a single day that it says is not exact.
In one-sided violence `side_b` are the civilians to whom `side_a` does it; else the two sides fight each other.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from chronoterm.dates import DateError, PartialDate, Precision
from chronoterm.edits import Document
from chronoterm.importers.tables.cells import Columns
from chronoterm.importers.tables.sources import Sources

NEEDED = (
    "id",
    "type_of_violence",
    "dyad_name",
    "side_a",
    "side_b",
    "date_prec",
    "date_start",
    "date_end",
    "best",
)

MAP = """
name = "ucdp-ged"

[record]
id = "ucdp-ged-{id}"
headline = "{type_of_violence}: {dyad_name}[, {where_coordinates}]"
summary = "[{where_description}. ]Deaths: best estimate {best}, low {low}, high {high}."
tags = ["{type_of_violence}"]
keep = [
    "relid", "code_status", "conflict_name", "dyad_name", "where_prec", "where_description", "event_clarity",
    "date_prec", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown",
]

[date]
start = "date_start"
end = "date_end"
order = "ymd"
precision = "date_prec"
precisions = { 1 = "day", 2 = "days", 3 = "week", 4 = "month", 5 = "year" }

[[actors]]
column = "side_a"
[[actors]]
column = "side_b"
target_if = { type_of_violence = ["One-sided violence"] }

[[places]]
column = "where_coordinates"
[[places]]
column = "adm_2"
kind = "region"
[[places]]
column = "adm_1"
kind = "region"
[[places]]
column = "country"
kind = "country"

[coordinates]
latitude = "latitude"
longitude = "longitude"

[[figures]]
column = "best"
series = "ucdp-ged-deaths-best"
name = "Deaths, best estimate (UCDP GED)"
unit = "people"
state = "killed"
[[figures]]
low = "low"
high = "high"
series = "ucdp-ged-deaths"
name = "Deaths, low to high estimate (UCDP GED)"
unit = "people"
state = "killed"

[values.type_of_violence]
1 = "State-based conflict"
2 = "Non-state conflict"
3 = "One-sided violence"
"""

_DATED = re.compile(r"(?P<office>.*?),(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}),(?P<headline>.*)", re.DOTALL)
_PARTED = '";"'
_OFFICE, _DAY, _HEADLINE = range(3)


def sources_of(columns: Columns) -> Sources:
    """How the sources of a row are read: articles in `source_article`, and where those have it from."""
    article, original = columns.cell("source_article"), columns.cell("source_original")

    def sources(row: Sequence[str]) -> list[Document]:
        found = _articles(article(row))
        via = original(row)
        if via:
            found = found or [{}]
            for each in found:
                each["via"] = via
        return found

    return sources


def _articles(cell: str) -> list[Document]:
    """The articles of a cell: each in quotes, with semicolons between them, or one text as it stands."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        found = [_article(each) for each in cell[1:-1].split(_PARTED)]
        if "published" in found[0]:
            return found
    return [{"title": cell}] if cell else []


def _article(text: str) -> Document:
    """Office, day and headline of an article; all of it as its title where it is not told so."""
    parts: Sequence[str] = text.split(",", 2)
    if len(parts) <= _HEADLINE or not _is_day(parts[_DAY]):
        found = _DATED.fullmatch(text)  # an office may have commas in its name
        if found is None or not _is_day(found["day"]):
            return {"title": text}
        parts = found.groups()
    article = {
        "published": parts[_DAY],
        "publisher": parts[_OFFICE].strip(),
        "title": parts[_HEADLINE].strip(),
    }
    return article if all(article.values()) else {name: part for name, part in article.items() if part}


@lru_cache(maxsize=1 << 13)
def _is_day(text: str) -> bool:
    try:
        return PartialDate.parse(text).precision is Precision.DAY
    except DateError:
        return False
