"""What `chronoterm export` writes as CSV, read again: names become ids, and apostrophes before formulas go."""

import re
from collections.abc import Callable, Sequence

NEEDED = ("id", "edtf", "kind", "headline")

MAP = """
name = "chronoterm-csv"

[record]
id = "{id}"
kind = "{kind}"
headline = "{headline}"
summary = "{summary}"
quote = "{quote}"
speaker = "{speaker}"
speaker_role = "{role}"
date_basis = "{basis}"
tags = ["{tags}"]
split = ", "

[date]
column = "edtf"
order = "ymd"

[[actors]]
column = "actors"
split = ", "

[[places]]
column = "places"
split = ", "
countries = true

[[sources]]
title = "{source}"
"""

_FORMULA = re.compile(r"''*[-=+@\t\r]")


def mending(_: Sequence[str]) -> Callable[[list[str]], list[str]]:
    """How the apostrophes go that keep a spreadsheet from running a cell."""
    return lambda cells: [cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell for cell in cells]
