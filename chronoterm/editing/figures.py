"""Figures as lines that people read and type: `c. 10,000-12,000 planned · series · “words of the source”`.

A line reads back as the figure it was written from. A state or series that would be read otherwise stands in angle
brackets, in which a closing one is written twice.
"""

import re
from typing import Any

from chronoterm.editing.faults import FieldError, as_json, demand_short
from chronoterm.edits import Document, same
from chronoterm.language.errors import told
from chronoterm.text import clean

FIELDS = ("series", "low", "high", "approx", "state", "text")
"""What a line tells of a figure."""

DOT = " · "
_NUMBER = r"-?[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?"
_AMOUNT = re.compile(
    rf"\s*(?P<about>(?:c\.|ca\.|ca(?=\s)|circa|about|approximately|approx\.?|~|≈)\s*)?"
    rf"(?:(?P<bound>>=|≥|at least|<=|≤|at most)\s*(?P<one>{_NUMBER})"
    rf"|(?P<low>{_NUMBER})(?:\s*(?:-|–|—|\bto\b)\s*(?P<high>{_NUMBER})|(?P<plus>\+))?"
    rf"|(?P<none>\?))(?![\w.,+–—-])",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*(?:“(?P<text>(?:[^”]|””)*)”(?=\s*(?:·|$))"
    r'|"(?P<straight>(?:[^"]|"")*)"(?=\s*(?:·|$))'
    r"|<(?P<exact>(?:[^>]|>>)*)>(?=\s*(?:·|$))"
    r"|(?P<plain>[^·]*))\s*(?:·|$)"
)
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\..*|e.*)?", re.IGNORECASE)
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def figure_line(figure: Any) -> str:
    """A figure as one line; one that is none as its JSON."""
    if not isinstance(figure, dict) or not _is_regular(figure):
        return as_json(figure)
    line = _line(figure, exact=False)
    return line if _reads_back(line, figure) else _line(figure, exact=True)


def read_figure(line: str) -> Document:
    """The figure that a line tells. Raises FieldError."""
    demand_short(line, "figure")
    amount = _AMOUNT.match(line)
    if amount is None:
        raise FieldError(
            f"{told(line)} is no figure; write it like “3,000 present · series” or “c. 10,000-12,000”"
        )
    figure = _numbers(amount)
    place, first = amount.end(), True
    while place < len(line) and (part := _PART.match(line, place)) is not None:
        _take(figure, part, first=first)
        place, first = max(part.end(), place + 1), False
    return {name: figure[name] for name in FIELDS if name in figure}


def figure_fault(figure: Any) -> str | None:
    """What is wrong with a figure, if anything."""
    if not isinstance(figure, dict) or not _is_regular(figure):
        return f"{as_json(figure)[:60]} is no figure"
    low, high = figure.get("low"), figure.get("high")
    if low is None and high is None:
        return "a figure needs a number"
    if low is not None and high is not None and low > high:
        return f"{low:,} is above {high:,}"
    return None


def _is_regular(figure: Document) -> bool:
    """Whether the fields that a line tells hold what belongs there."""
    texts = (figure.get(name) for name in ("series", "state", "text"))
    numbers = (figure.get(name) for name in ("low", "high"))
    return (
        all(each is None or isinstance(each, str) for each in texts)
        and all(
            each is None or (isinstance(each, int | float) and not isinstance(each, bool)) for each in numbers
        )
        and figure.get("approx") in (None, True, False)
    )


def _line(figure: Document, *, exact: bool) -> str:
    state, series, text = (figure.get(name) for name in ("state", "series", "text"))
    parts = [amount_text(figure)]
    if state is not None:
        parts[0] += f" {_bracketed(state) if exact else clean(state)}"
    if series is not None:
        parts.append(_bracketed(series) if exact else clean(series))
    if text is not None:
        parts.append(f"“{clean(text).replace('”', '””')}”")
    return DOT.join(parts)


def amount_text(figure: Document) -> str:
    """The number or range of a figure: `c. 3,000`, `10,000-12,000`, `>= 500`; `?` where it has none."""
    about = "c. " if figure.get("approx") else ""
    low, high = figure.get("low"), figure.get("high")
    if low is None and high is None:
        return f"{about}?"
    if low is None or high is None:
        return f"{about}{'<=' if low is None else '>='} {high if low is None else low:,}"
    if same(low, high):
        return f"{about}{low:,}"
    return f"{about}{low:,}{' to ' if low < 0 or high < 0 else '-'}{high:,}"


def _bracketed(text: str) -> str:
    return f"<{clean(text).replace('>', '>>')}>"


def _reads_back(line: str, figure: Document) -> bool:
    try:
        read = read_figure(line)
    except FieldError:
        return False
    return all(same(read.get(name), figure.get(name)) for name in ("series", "state", "text"))


def _numbers(amount: re.Match[str]) -> Document:
    figure: Document = {"approx": True} if amount["about"] else {}
    if amount["one"]:
        side = "high" if amount["bound"].lower() in ("<=", "≤", "at most") else "low"
        return {**figure, side: _number(amount["one"])}
    if amount["none"]:
        return figure
    low = _number(amount["low"])
    if amount["plus"]:
        return {**figure, "low": low}
    return {**figure, "low": low, "high": _number(amount["high"]) if amount["high"] else low}


def _number(text: str) -> int | float:
    if "," in text and not _GROUPED.fullmatch(text):
        raise FieldError(f"{told(text)} may be two numbers; write it with a point or without the comma")
    plain = text.replace(",", "")
    if plain.lstrip("-").isdigit():
        number = int(plain)
        if not _SMALLEST <= number <= _LARGEST:
            raise FieldError(f"{told(text)} is too large a number")
        return number
    value = float(plain)
    if value in (float("inf"), float("-inf")):
        raise FieldError(f"{told(text)} is too large a number")
    return value


def _take(figure: Document, part: re.Match[str], *, first: bool) -> None:
    """Put a part of a line where it belongs: the first is the state, then come the series and the source's words."""
    if part["text"] is not None or part["straight"] is not None:
        text = (
            part["text"].replace("””", "”")
            if part["text"] is not None
            else part["straight"].replace('""', '"')
        )
        _put(figure, "text", text, "the words of the source stand there twice")
        return
    exact = part["exact"]
    value = part["plain"].strip() if exact is None else exact.replace(">>", ">")
    if value == "" and exact is None:
        return
    if first:
        figure["state"] = value
    else:
        _put(figure, "series", value, f"{told(value)} is one thing too many; a figure has one series")


def _put(figure: Document, name: str, value: str, otherwise: str) -> None:
    if name in figure:
        raise FieldError(otherwise)
    figure[name] = value
