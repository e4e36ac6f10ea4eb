"""Addresses that somebody can open."""

import re

_WEB = re.compile(r"(?:https?|ftps?)://[^\s\"'<>\\^`{|}\x00-\x20\x7f]+", re.IGNORECASE)
_SITE = re.compile(r"(?P<scheme>https?:)//[^/?#\s]+", re.IGNORECASE)
_LONGEST = 2000


def web_link(text: object, base: str | None = None) -> str | None:
    """The address if it is one of the web, else none; an address on the site of `base` becomes a whole one.

    A script, a mail address or a piece of a document is none.
    """
    if not isinstance(text, str):
        return None
    link = text.strip()
    site = _SITE.match(base) if base else None
    if site is not None and link.startswith("//"):
        link = f"{site['scheme']}{link}"
    elif site is not None and link.startswith("/"):
        link = f"{site[0]}{link}"
    return link if len(link) <= _LONGEST and _WEB.fullmatch(link) else None
