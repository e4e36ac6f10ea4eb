"""Text from anywhere as HTML that shows it and does nothing else."""

import re
from html import escape

from chronoterm.text import clean, clean_block, isolate

_WEB_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*(?::[0-9]{1,5})?(?:[/?#][!-~]*)?",
    re.IGNORECASE,
)
"""Named hosts only, in ASCII, without a user before them: what is shown is where a link leads."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def inline(text: str) -> str:
    """A text on one line, for an element or an attribute in double quotes."""
    return escape(isolate(clean(text)).strip(), quote=True)


def block(text: str) -> str:
    """A text as paragraphs with its line breaks; nothing for an empty one."""
    lines = [each.strip() for each in isolate(clean_block(text)).strip().split("\n")]
    paragraphs = "\n".join(lines).split("\n\n")
    shown = (escape(each.strip(), quote=True).replace("\n", "<br>\n") for each in paragraphs)
    return "\n".join(f'<p dir="auto">{each}</p>' for each in shown if each)


def address(url: str) -> str:
    """An address as a link, if it is a plain one of the web; else as text."""
    shown = inline(url)
    if not _WEB_ADDRESS.fullmatch(url):
        return shown
    return f'<a href="{shown}" rel="noopener noreferrer nofollow">{shown}</a>'


def language(code: str | None) -> str:
    """The attribute that says in which language a text is; nothing for what is no code of one."""
    return f' lang="{code}"' if code and _LANGUAGE.fullmatch(code) else ""
