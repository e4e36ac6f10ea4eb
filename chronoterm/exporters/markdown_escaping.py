r"""Text from anywhere as Markdown that shows it and does nothing else.

What CommonMark, GitHub and Pandoc take for markup gets a backslash, which all of them honour before ASCII punctuation
(CommonMark 0.31, § 2.4), and so does what they would turn into links by themselves: `example\.org`, `a\@b`.
"""

import re
from unicodedata import category

from chronoterm.text import clean, clean_block, isolate

_ALWAYS = re.compile(r"[\\`*_\[\]{}<>&~|$^#@]|==")
_LINKED = re.compile(r"\.(?=[^\W\d_])|(?<=/)/")
"""A point before letters, as in the name of a host, and the second slash of `https://`."""

_AT_THE_START = re.compile(r"(?P<number>[0-9]{1,9}|[a-z]|[ivxlcdm]{1,7}|[IVXLCDM]{1,7})[.)]|[-+=:%(]")
"""What begins a list, a rule, the line below a heading, or with Pandoc a definition or a title."""

_IN_SLUGS = ("L", "N", "M")


def inline(text: str) -> str:
    """A text on one line, wherever a line has begun already."""
    return _escaped(isolate(clean(text)).strip())


def line(text: str) -> str:
    """A text that begins a line: no heading, list, rule or quotation comes of it."""
    return _started(inline(text))


def block(text: str, prefix: str = "") -> list[str]:
    """Lines of a text with its line breaks and paragraphs, each after `prefix`; no text gives no line."""
    shown = [each.strip() for each in isolate(clean_block(text)).strip().split("\n")]
    lines: list[str] = []
    for number, each in enumerate(shown):
        if not each:
            if lines and lines[-1] != prefix.rstrip():
                lines.append(prefix.rstrip())
            continue
        # Two spaces at its end break a line.
        goes_on = number + 1 < len(shown) and shown[number + 1]
        lines.append(f"{prefix}{_started(_escaped(each))}{'  ' if goes_on else ''}")
    return lines


def slug(*heading: str) -> str:
    """The name by which a link finds a heading of these texts one after the other, as GitHub makes it."""
    text = " ".join(clean(each).strip() for each in heading).lower()
    kept = (each for each in text if each in "_- " or category(each)[0] in _IN_SLUGS)
    return "".join(kept).replace(" ", "-")


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(lambda found: "".join(f"\\{each}" for each in found[0]), text)
    return _LINKED.sub(lambda found: f"\\{found[0]}", text)


def _started(text: str) -> str:
    found = _AT_THE_START.match(text)
    if found is None:
        return text
    place = found.end("number") if found["number"] else 0
    return f"{text[:place]}\\{text[place:]}"
