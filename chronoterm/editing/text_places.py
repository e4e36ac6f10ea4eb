"""Where in a TOML text something stands, so that a fault can be told with its line."""

import re
from collections.abc import Iterator

_TABLE = re.compile(r"\s*\[\[?\s*(?P<name>[A-Za-z0-9_-]+)\s*\]")
_KEY = re.compile(r"""\s*(?:"(?P<quoted>[^"\\]*)"|'(?P<literal>[^']*)'|(?P<bare>[A-Za-z0-9_-]+))\s*=""")
_TOKEN = re.compile(r"""\"""|'''|"(?:[^"\\]|\\.)*"|'[^']*'|\#""")
_CLOSING = {'"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"""'), "'''": re.compile(r"(?:[^']|'(?!''))*'''")}
_AT = re.compile(r"(?P<why>.*) \(at (?:line (?P<line>[0-9]+), column (?P<column>[0-9]+)|end of document)\)")


class TextError(ValueError):
    """A text cannot be read: `why`, and the line and column where, both counted from 1."""

    def __init__(self, line: int, column: int, why: str) -> None:
        super().__init__(f"line {line}, column {column}: {why}")
        self.line = line
        self.column = column
        self.why = why


def told_by(error: Exception, text: str) -> TextError:
    """A fault that the reader of TOML found, with its place."""
    found = _AT.fullmatch(str(error))
    if found is None:
        return TextError(
            1, 1, _small(str(error)) if isinstance(error, ValueError) else "is nested too deeply"
        )
    if found["line"] is None:
        lines = text.split("\n")
        return TextError(len(lines), len(lines[-1]) + 1, _small(found["why"]))
    return TextError(int(found["line"]), int(found["column"]), _small(found["why"]))


def fault_at(text: str, name: str, why: str, number: int | None = None, inner: str = "") -> TextError:
    """A fault of a field, with its place: of the table of that name and number (from 0) if it is one, and of a field in it."""
    places = dict(_places(text))
    wanted = [(name, number, inner), (name, number, ""), (name, None, ""), (name, 0, "")]
    line, column = next((places[each] for each in wanted if each in places), (1, 1))
    return TextError(line, column, f"{inner or name}: {why}")


def _places(text: str) -> Iterator[tuple[tuple[str, int | None, str], tuple[int, int]]]:
    """Every field and table with its line and column; the last of a name stands."""
    table, counted = "", dict[str, int]()
    inside: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if inside is None:
            if head := _TABLE.match(line):
                table = head["name"]
                counted[table] = counted.get(table, -1) + 1
                yield (table, counted[table], ""), (number, head.start("name") + 1)
            elif found := _KEY.match(line):
                key = next(each for each in found.group("quoted", "literal", "bare") if each is not None)
                column = len(line) - len(line.lstrip()) + 1
                yield ((table, counted[table], key) if table else (key, None, "")), (number, column)
        inside = _inside_after(line, inside)


def _inside_after(line: str, inside: str | None) -> str | None:
    """The mark of the text of several lines in which a line ends, if it does."""
    place = 0
    while True:
        if inside is not None:
            closed = _CLOSING[inside].match(line, place)
            if closed is None:
                return inside
            place, inside = closed.end(), None
        token = _TOKEN.search(line, place)
        if token is None or token[0] == "#":
            return None
        place = token.end()
        if token[0] in _CLOSING:
            inside = token[0]


def _small(why: str) -> str:
    return f"{why[:1].lower()}{why[1:]}"
