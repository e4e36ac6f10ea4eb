"""Text that would like to be markup, script or a link."""

import json
from collections.abc import Iterator

from hypothesis import strategies as st

from tests.conftest import HOSTILE
from tests.unit.test_hostile_corpus import CORPUS

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</style><script>",
    "<!-- comment",
    "--> x",
    "]]>",
    "&lt;b&gt; &amp; &#60;",
    "[a](javascript:alert(1))",
    "[a]: javascript:alert(1)",
    "[^1]: javascript:alert(1)",
    "[a][b] ![img](http://x.example/y.png)",
    "![](https://tracker.example/pixel.gif)",
    "<https://example.org> <me@example.org>",
    "https://example.org/a_b_c http://localhost www.example.org ftp://x.example",
    "//example.org/x me@example.org mailto:me@example.org xmpp:me@example.org",
    "example.org Example.COM пример.рф sub.domain.co.uk:8080/path",
    "# heading",
    "#",
    "###### deep",
    "heading\n===",
    "heading\n---",
    "- item",
    "+ item",
    "* item",
    "- [ ] task",
    "1. item",
    "1) item",
    "999999999. item",
    "iv. item",
    "(a) item",
    "> quote",
    "    code",
    "\tcode",
    "```\nfence\n```",
    "~~~\nfence",
    "---",
    "***",
    "___",
    "===",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a | b\n--|--",
    "**bold** __bold__ *it* _it_ ~~gone~~ ~sub~ ^sup^ ==mark== `code` ``c``",
    "\\*not\\* \\",
    "trailing backslash\\",
    "two spaces  \nafter",
    "$x$ $$y$$ \\(z\\)",
    "term\n: definition",
    ":::warning\nx",
    "{#id .class} {{ template }} {% raw %}",
    "% title",
    "@mention #123 GH-1 :bomb:",
    "*[HTML]: abbr",
    "[[wiki]] ![[embed]]",
    "&nbsp;&copy;&#x41;",
    "a\n\n\n\nb\n c",
    "\u00a0nbsp at both ends\u00a0",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "java\nscript:alert(1)",
    "\u202ehttps://example.org",
    "https://user:pass@example.org/",
    'https://example.org/" onclick="alert(1)',
    "https://example.org/<script>",
    "https://exa\u0443mple.org",
    "BEGIN:VEVENT\nEND:VCALENDAR",
    "x\r\nX-EVIL:1",
    "",
    " ",
)

TEXTS = (*MARKUP, *(each for each in HOSTILE if "\ud800" not in each))


def naughty() -> Iterator[str]:
    """What others collected, where it is at hand."""
    file = CORPUS / "naughty_strings" / "blns.json"
    if file.exists():
        yield from json.loads(file.read_text("utf-8"))


_PIECES = st.sampled_from(
    (
        *"\\`*_{}[]()<>#+-.!|~&=:/@\"'$^%;,",
        *(
            "\n",
            "\n\n",
            " ",
            "  ",
            "    ",
            "\t",
            "a",
            "1",
            "12",
            "http",
            "https:",
            "//",
            "www.",
            ".com",
            "x.org",
        ),
        *(
            "<b>",
            "</",
            "&amp;",
            "](",
            "![",
            "javascript:",
            "---",
            "```",
            "\u202e",
            "\u05d0",
            "\u00a0",
            "é",
            "\u0301",
        ),
    )
)
texts = st.one_of(
    st.sampled_from(TEXTS),
    st.lists(_PIECES, max_size=12).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=20),
)
"""Texts of any kind, most of them made of what formats take for markup."""
