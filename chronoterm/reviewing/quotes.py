"""Words of an article: a quote is a piece of its text, letter for letter, or it is none."""

from collections.abc import Sequence

from chronoterm.importers.proposals import Span

_AROUND = "\"'“”„‟‘’‚‛«»‹›"
_PLAIN = {
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛`‹›"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
"""Signs that people type in the place of those that are printed, one for one."""

LONGEST = 20_000
"""Characters of a quote."""


def verbatim(text: str, typed: str, spans: Sequence[Span] = ()) -> str | None:
    """The piece of a text that somebody means by what they typed; none where it is not there word for word.

    White space, kinds of quotation marks and of dashes may differ from those of the text, which are what is given.
    Looked for in the `spans` first, then everywhere.
    """
    found = place_of(text, typed, spans)
    return None if found is None else text[found[0] : found[1]]


def place_of(text: str, typed: str, spans: Sequence[Span] = ()) -> Span | None:
    """The half-open place of that piece."""
    return place_within(text, typed, (*spans, (0, len(text))))


def place_within(text: str, typed: str, spans: Sequence[Span]) -> Span | None:
    """The same in one of the spans alone."""
    if len(typed) > LONGEST:
        return None
    for wanted in dict.fromkeys((typed, typed.strip(), typed.strip().strip(_AROUND).strip())):
        if wanted and (found := _exactly(text, wanted, spans) or _nearly(text, wanted, spans)):
            return found
    return None


def _exactly(text: str, wanted: str, spans: Sequence[Span]) -> Span | None:
    for start, end in spans:
        at = text.find(wanted, start, end)
        if at >= 0 and wanted.strip():
            return at, at + len(wanted)
    return None


def _nearly(text: str, wanted: str, spans: Sequence[Span]) -> Span | None:
    plain = " ".join(wanted.translate(_PLAIN).split())
    if not plain:
        return None
    for start, end in spans:
        folded, places = _folded(text[start:end])
        at = folded.find(plain)
        if at >= 0:
            return start + places[at], start + places[at + len(plain) - 1] + 1
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """A text with plain signs and single spaces, and where each of its characters stands in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(_PLAIN)):
        if not letter.isspace():
            letters.append(letter)
            places.append(place)
        elif letters and letters[-1] != " ":
            letters.append(" ")
            places.append(place)
    return "".join(letters), places
