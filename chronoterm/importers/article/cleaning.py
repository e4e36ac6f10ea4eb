"""The text of an article made plain at equal length: every offset in it is an offset in the article.

Characters are replaced one for one and furniture is blanked, so that nothing ever moves.
"""

import re

_SPACES = (
    "\r\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_ALL_BLANK = _SPACES + _UNSEEN + " \n"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_SPACES + _UNSEEN, " "),
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u2010\u2011\u2012", "-"),
        **dict.fromkeys("\u2014\u2015\u2212", "–"),
        **dict.fromkeys("\u00ab\u201e\u201f", "“"),
        **dict.fromkeys("\u00bb\u2033", "”"),
        **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    }
)
"""Spaces, apostrophes, dashes and guillemets of all sorts as one sort each, one character for one."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_MARKS = re.compile(r"\*{1,3}|_{2,3}|^[ ]*#{1,6}(?= )|^[ ]*[-•·▪◦‣●■*–][ ]+", re.MULTILINE)
"""Marks of bold and italic writing, of headings, and of list items."""

_NOISE = (
    r"advertisement:?[ ]*$",
    r"(?:we have launched|this (?:audio|text|article|translation) (?:is|was)|found a mistake|all sections[ ]*$|support us[ ]*$|follow us)",
    r"(?:[\u0400-\u04ff][\u0400-\u04ff ]{0,30} )?(?:eng|укр|рус)[ ]*(?:support us)?[ ]*$",
    (
        r"(?:stock |archive |illustrative )?(?:photos?|pictures?|images?|videos?|screenshots?|maps?|infographics?|illustrations?)"
        r"(?: (?:by|from|credit|source))? ?[:©]"
    ),
    r"(?:read|see|watch) (?:also|more|next|on)\b",
    r"(?:also )?read(?: also| more)?:",
    r"(?:more on this topic|related(?: articles?| news)?|to read|in focus|you may also like)\b ?:?",
    r"support (?:ukrainska pravda|up\b|us\b|our\b|the up\b|european pravda)",
    r"\d+ min read\b",
    r"(?:please )?subscribe\b",
    r"(?:follow|join|like) (?:us|ukrainska pravda|european pravda|our)\b",
    r"journalists fight on their own frontline",
    r"ukrainska pravda is the place where",
    r"(?:become|be) (?:a|our|up's)? ?patron",
    r"(?:if you (?:notice|spot|find)|noticed|spotted) (?:an?|any) (?:\w+ )?(?:error|mistake)",
    r"(?:translat(?:ion|ed)|edit(?:ing|ed|or)|author|reporting|written)(?: by)? ?: ?\S",
    r"(?:translated|edited|reporting) by\b",
    r"(?:share|tweet|print|copy link|comments?|tags?|topics?|keywords?)(?: this)? ?:",
    r"(?:all rights reserved|copyright|©)",
    r"download (?:our|the) app\b",
    r"sign up (?:for|to)\b",
)
_FURNITURE = re.compile(rf"^[ >|]*(?:{'|'.join(_NOISE)})[^\n]*$", re.MULTILINE | re.IGNORECASE)


_GLUED = re.compile(
    r"advertisement:[ ]*(?=\S)|(?<=[.!?\"”]) *(?:support us|all sections)[ ]*$", re.MULTILINE | re.IGNORECASE
)


def cleaned(text: str) -> str:
    """A text of the same length, in plain characters, without furniture and without marks of formatting."""
    plain = _LONE_RETURN.sub("\n", text).translate(_PLAIN)
    for noise in (_MARKS, _FURNITURE, _GLUED):
        plain = noise.sub(_blank, plain)
    return plain


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


_GAP = re.compile(r"[^\S\n]*\n\s*\n\s*")


def pieces_of(plain: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span cut where furniture was blanked inside it: the pieces around it, half-open; one piece if there is none."""
    found: list[tuple[int, int]] = []
    begin = start
    for gap in _GAP.finditer(plain, start, end):
        if text[gap.start() : gap.end()].strip(_ALL_BLANK):
            found.append((begin, gap.start()))
            begin = gap.end()
    return [*found, (begin, end)]
