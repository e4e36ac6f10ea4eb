"""Proposed figures as lines that people read and type: `c. 3,000 soldiers · present · of forces:KP · “about 3,000”`."""

import re
from collections.abc import Callable

from chronoterm.importers.proposals import ProposedFigure
from chronoterm.language.errors import told
from chronoterm.reviewing.review import RefusedError
from chronoterm.text import clean, clean_block

DOT = " · "
LONGEST = 1000
"""Characters of a line."""

_AMOUNT = re.compile(
    r"(?P<about>(?:c\.|ca\.|about|approximately|~|≈)\s*)?(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)(?![0-9])(?P<unit>.*)",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_OF = re.compile(r"of\s+(?P<whom>.+)", re.IGNORECASE)
_LARGEST = 10**15


def figure_line(figure: ProposedFigure, label: Callable[[str], str]) -> str:
    """A figure as one line; `label` gives what to write for an id."""
    amount = f"{'c. ' if figure.approx else ''}{figure.value:,}"
    parts = [
        " ".join(filter(None, (amount, clean(figure.unit or "").strip()))),
        clean(figure.state or ""),
        f"of {label(figure.of)}" if figure.of else "",
        f"“{clean(figure.text)}”" if figure.text else "",
    ]
    return DOT.join(filter(None, parts))


def read_figures(
    typed: str,
    was: tuple[ProposedFigure, ...],
    label: Callable[[str], str],
    id_of: Callable[[str], str],
    words: Callable[[str], str | None],
) -> tuple[ProposedFigure, ...]:
    """The figures of some lines. A line that nobody has changed is the figure that it was.

    `id_of` gives the id that a name means, `words` the words of the article that are meant by what was typed, or none
    where they are not there. Raises RefusedError.
    """
    known = {figure_line(each, label): each for each in was}
    lines = [each.strip() for each in clean_block(typed).split("\n")]
    return tuple(known.get(each) or _read(each, id_of, words) for each in lines if each)


def _read(line: str, id_of: Callable[[str], str], words: Callable[[str], str | None]) -> ProposedFigure:
    first, *rest = line[: LONGEST + 1].split("·")
    amount = _AMOUNT.fullmatch(first.strip())
    if amount is None or len(line) > LONGEST:
        raise RefusedError(f"{told(line)} is no figure; write it like “c. 3,000 soldiers · present”")
    figure: dict[str, str] = {}
    for part in map(str.strip, rest):
        _take(figure, part, id_of, words)
    return ProposedFigure(
        value=_number(amount["number"]),
        unit=amount["unit"].strip() or None,
        approx=bool(amount["about"]),
        of=figure.get("of"),
        state=figure.get("state"),
        text=figure.get("text", ""),
    )


def _take(
    figure: dict[str, str], part: str, id_of: Callable[[str], str], words: Callable[[str], str | None]
) -> None:
    """Put a part of a line where it belongs."""
    name, value = "state", part
    if part[:1] in ("“", '"'):
        found = words(part.strip('“”"'))
        if found is None:
            raise RefusedError(f"{told(part)} is not in the article, word for word")
        name, value = "text", found
    elif of := _OF.fullmatch(part):
        name, value = "of", id_of(of["whom"].strip())
    if value and name in figure:
        raise RefusedError(f"{told(part)} is one thing too many")
    if value:
        figure[name] = value


def _number(text: str) -> int | float:
    if "," in text and not _GROUPED.fullmatch(text):
        raise RefusedError(f"{told(text)} may be two numbers; write it without the comma")
    plain = text.replace(",", "")
    value = float(plain) if "." in plain else int(plain) if len(plain) <= len(str(_LARGEST)) else _LARGEST
    if abs(value) >= _LARGEST:
        raise RefusedError(f"{told(text)} is too large a number")
    return value
