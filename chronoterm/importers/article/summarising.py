"""A headline for a proposal, from the words of the article: who says it, and what, cut at a word."""

import re

LONGEST = 90
_LEADING_DATE = re.compile(r"^(?:On|In|At|By|During|Since)\s[^,]{3,40},\s+")
_THAT = re.compile(r"^[^\"“”;:]{0,80}?\bthat\s+(?=\S)")
_OPENING = re.compile(r"^\s*(?:,|:|-|–)?\s*")
_MARKS = re.compile(r"^[\"“”'\s]+|[\"“”\s]+$")
_OF_SPEECH = re.compile(
    r"(?:said|says|stated|states|reported|reports|noted|notes|added|adds|stressed|stresses|emphasi[sz]ed|believes?|announced|explained|claimed"
    r"|told|wrote|posted|commented|remarked|confirmed|insisted|warned|argued|assured|underlined|pointed out|recalled|replied|responded|reminded)$"
)
_TRANSITIVE = re.compile(
    r"(?:announced|confirmed|reported|explained|claimed|recalled|told|warned|argued|noted|stressed|emphasi[sz]ed)$"
)
_OBJECT = re.compile(r"^\s*(?:an?|the|its?|his|her|their|all|any|no|more|about|on|to|of|at|in)\b")


def headline(words: str, *, speaker: str | None, verb: str | None = None, expected: bool) -> str:
    """A short line: “Zelenskyy: …”, “Zelenskyy thanked …”, “Expected: …”, or the sentence; at most 90 characters.

    `verb` is the verb of saying where `words` are only what stands behind it.
    """
    plain = " ".join(words.split())
    before = "Expected: " if expected else f"{speaker}: " if speaker else ""
    that = _THAT.match(plain) if verb else None
    if that is not None:
        plain = plain[that.end() :]
    elif verb and speaker and not expected and _keeps(verb, plain):
        before = f"{speaker} {verb} "
    else:
        plain = _LEADING_DATE.sub("", plain)
    plain = _MARKS.sub("", _OPENING.sub("", plain)) or plain
    if not before.endswith(f"{verb} "):
        plain = plain[:1].upper() + plain[1:]
    return before + _cut(plain.rstrip(' ,.;:"”'), max(LONGEST - len(before), 30))


def _keeps(verb: str, behind: str) -> bool:
    """Whether a headline needs the verb: “Biden thanked Egypt”, and not “Biden: Egypt”."""
    if _OF_SPEECH.match(verb) is None:
        return True
    return _TRANSITIVE.match(verb) is not None and _OBJECT.match(behind) is not None


def _cut(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    room = words[: most - 1]
    return room[: room.rfind(" ")].rstrip(" ,.;:–-") + "…" if " " in room else room + "…"
