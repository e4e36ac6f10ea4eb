"""The subject of a verb of saying: a name, an apposition before the verb, an office, a body, or people without names."""

import re

from chronoterm.importers.article.mentions import Mention

Span = tuple[int, int]


_FILLERS = re.compile(
    r"(?:\s*\b(?:has|have|had|also|then|later|earlier|previously|repeatedly|publicly|officially|once|again|further|additionally|separately|subsequently"
    r"|recently|already|himself|herself|itself|themselves|both|clearly|did|do|does|in turn|for his part|for her part|for its part|meanwhile|today|yesterday|still|even|now|only|first|therefore|thus|yet|not|at the time"
    r"|at that time|at the same time|nevertheless|however|in particular|[a-z]+ly)\b,?"
    r"|,?\s*\((?:[^()]{0,60})\)"
    r"|,?\s*\b(?:on|via|in|at|during|after|following|speaking (?:at|in|on|to|during|with)|in response to|ahead of|in an?|commenting on|answering|responding to|when asked|asked|referring to|citing|quoting) [^,.;\"“”]{2,110},?)\s*$"
)
_HIS_OFFICE = re.compile(
    r"(?:'s?\s+(?:press\s+)?(?:office|service|administration|team|press service|spokesperson|website|representatives?|Office)"
    r"|\s+(?:(?:state|business|TV|TV news) )?(?:news agency|news outlet|newspaper|agency|channel|broadcaster|magazine|website|outlet|media outlet))\s*$"
)


def before_office(masked: str, at: int, mentions: list[Mention]) -> int:
    """Where a name ends of which only the office speaks: “Netanyahu's office”."""
    found = _HIS_OFFICE.search(masked, max(0, at - 60), at)
    return (
        found.start()
        if found and any(each.end == found.start() and each.type in ("person", "org") for each in mentions)
        else at
    )


def can_speak(mention: Mention) -> bool:
    """Whether somebody of this sort can say something."""
    return mention.type in ("person", "org", "country", "force")


def in_zone(mention: Mention, zones: list[Span]) -> bool:
    """Whether a mention lies inside a title."""
    return any(start <= mention.start and mention.end <= end for start, end in zones)


def inside_office(mention: Mention, zones: list[Span], at: int) -> bool:
    """Whether a mention is the end of an office: “the President of Ukraine said” is said by no country."""
    return mention.type != "person" and any(start < mention.start and end >= at for start, end in zones)


def title_start(mention: Mention, zones: list[Span]) -> int:
    """Where the title before a name begins, or the name itself."""
    before = [start for start, end in zones if start < mention.start and 0 <= mention.start - end <= 1]
    return min(before, default=mention.start)


def without_fillers(masked: str, start: int, at: int, mentions: list[Mention]) -> int:
    """Where the subject of a verb ends: before adverbs, and before what tells when or where it was said."""
    while True:
        at = start + len(masked[start:at].rstrip())
        if any(each.end == at and each.type == "person" for each in mentions):
            return at
        filler = _FILLERS.search(masked, start, at)
        if filler is None:
            return at
        words = filler[0].strip(" ,")
        long = (
            " " in words
            and not words.startswith("(")
            and re.match(r"(?:in turn|for h|at th|in part)", words) is None
        )
        if long and not _is_aside(masked, start, filler, mentions):
            return at
        at = filler.start()


PRONOUN = re.compile(r"(?:^|[\s\"“”,(])(?P<word>[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)\s*,?\s*$")


def _is_aside(masked: str, start: int, filler: re.Match[str], mentions: list[Mention]) -> bool:
    """Whether words like “in an interview with KBS” stand between a name and its verb."""
    at = start + len(masked[start : filler.start()].rstrip(" ,"))
    return (
        any(each.end == at and each.type in ("person", "org") for each in mentions)
        or PRONOUN.search(masked[start:at]) is not None
    )


def apposed_before(masked: str, at: int, mentions: list[Mention], zones: list[Span]) -> Mention | None:
    """The person of an apposition that ends before the verb: “Vadym Mysnyk, spokesman for the Group, reported”."""
    ends_open = masked[at - 1 : at] not in (",", ")", "–")
    stop = at - (0 if ends_open else 1)
    for each in mentions:
        if (
            each.type == "person"
            and not ends_open
            and each.end == at - 1
            and masked[each.start - 2 : each.start] == ", "
        ):
            return each
    for each in mentions:
        if each.type not in ("person", "org") or each.end >= at or in_zone(each, zones):
            continue
        for start, end in zones:
            if 0 < start - each.end <= 4 and abs(end - stop) <= 2:  # noqa: PLR2004 - comma and blank
                return each
        if (
            not ends_open
            and re.match(
                r",\s+(?:who|whose|which|speaking|aged|\d+|a |an |the |[A-Z][\w-]*'s )", masked[each.end : at]
            )
            is not None
        ):
            between = masked[each.end : stop]
            if between.count('"') == 0 and len(between) < 260:  # noqa: PLR2004 - longer ones are clauses of their own
                return each
    return None


def his_office(masked: str, start: int, at: int, mentions: list[Mention]) -> Mention | None:
    """The person before “his office said” in the same sentence."""
    own = re.search(
        r"\b(?:[Hh]is|[Hh]er)\s+(?:office|spokes\w+|administration|team|lawyers?|press service|aides?)\s*$",
        masked[start:at],
    )
    if own is None:
        return None
    return next(
        (each for each in mentions if each.type == "person" and each.end <= start + own.start()), None
    )


def office_before(masked: str, span: Span, at: int, zones: list[Span]) -> int | None:
    """Where an office without a name begins that ends before the verb: “The Ukrainian president”."""
    bare = span[0] + len(masked[span[0] : at].rstrip(" ,"))
    fitting = [
        start
        for start, end in zones
        if end == bare and re.match(r"(?:[Tt]he|[Aa]n?|One|His|Her)\b|[A-Z]", masked[start:end])
    ]
    return min(fitting, default=None)


DEFINITE = re.compile(
    r"[Tt]he\s+(?:experts|analysts|sources|journalists|researchers|authors|officials|observers|editors)$"
)
ANYBODY = re.compile(
    r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|[Tt]wo|[Tt]hree|[Mm]any|[Uu]nnamed|[Ss]enior)\b|.*\b(?:editors|officials|experts|analysts|journalists|diplomats|residents|soldiers|lawyers"
    r"|sources|members|leaders|ministers|prosecutors|lawmakers|MPs|volunteers|pilots|activists|witnesses|eyewitnesses|heads|representatives)$"
)


def body_of_people(masked: str, start: int, at: int, mentions: list[Mention]) -> Mention | None:
    """The organisation whose people speak: “the ISW analysts”, “analysts at the ISW”, “Reuters journalists”."""
    for each in reversed(mentions):
        if each.type == "org" and start <= each.start and each.end < at:
            behind = masked[each.end : at]
            if re.fullmatch(
                r"(?:'s?)?\s+(?:\w+\s+)?(?:experts|analysts|sources|journalists|researchers|observers|officials|representatives|specialists|reporters|correspondents|report|data|investigation|press service|spokesperson|media centre|newsroom)\s*,?\s*",
                behind,
            ):
                return each
    return None


_HUMAN = re.compile(
    r"\b(?:government|prosecutors?|investigators?|hospital|operator|lawyer|family|parents|mother|father|wife|survivors?|medics|doctors|rescuers|police|military|militants|rebels|union|administration"
    r"|company|firm|bank|airline|regulator|watchdog|broadcaster|newspaper|network|agency|court|council|party|coalition|opposition|embassy|consulate|team|club|committee|parliament|presidency|office|institute|university"
    r"|leadership|troops|army|forces|insurgents|protesters|organisers|organizers|workers|regime|ministry|service|department|channel|outlet|press|group|side|delegation|headquarters|command|partners|allies|neighbours|locals|statement|report|document|study|survey|letter|poll|release|mission|post|message|notice)$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?:said|says|stated|reported|noted|added|stressed|emphasi[sz]ed|confirmed|announced|told|claimed|explained|warned|declared|denied|accused|clarified|estimated|insisted|pointed out)$"
)


def plain_subject(masked: str, start: int, at: int, verb: re.Match[str]) -> int | None:
    """Where a subject of people or a body without a known name begins: “Kherson's occupation government announced”."""
    if _STRONG.match(verb[0]) is None:
        return None
    found = re.compile(r"(?:^|(?<=[\s,\"”]))(?:[A-Z]?[\w'-]+ ){0,6}[\w'-]+$").search(
        masked[start:at].rstrip(" ,")
    )
    if (
        found is None
        or _HUMAN.search(found[0]) is None
        or re.search(r"\b(?:by|of which|to|for|from)\b", found[0])
    ):
        return None
    return start + found.start()


_OFFICE = re.compile(
    r"(?:^|[\s\"“”,(])(?P<np>(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|His|Her|[A-Z][\w-]*'s)\s+(?:[A-Z][\w'-]*\s+|[a-z]+(?:[-'][a-z]+)?\s+){0,4}?(?:[A-Za-z-]+)(?:\s+of\s+(?:the\s+)?(?:[\w'-]+\s*){1,5})?)\s*,?\s*$"
)
_ORG_NP = re.compile(
    r"(?:ministry|department|agency|service|company|administration|office|outlet|newspaper|publication|channel|news agency|institute|organisation|organization|"
    r"union|alliance|embassy|council|committee|commission|government|kremlin|corporation|portal|website|magazine|broadcaster|report|authority|authorities|police|"
    r"command|military|army|brigade|group|centre|center|headquarters|bank|parliament|court|operator|watchdog|statement|press service|agency|newsroom|analysts|experts|observers|air force|navy|defence forces|coast guard|border guard|general staff|air defence|security service|intelligence|bureau)$",
    re.IGNORECASE,
)


_ITS_PEOPLE = re.compile(
    r"'s\s+(?:sources?|spokes\w+|interlocutors?|experts?|correspondents?|representatives?|report|website)$"
)


def is_body(words: str) -> bool:
    """Whether words end in the common noun of a body: “the defence ministry”, “the intelligence”."""
    return _ORG_NP.search(words.strip(" ,")) is not None


def thing_before(masked: str, start: int, at: int) -> int | None:
    """Where “the ministry” or “the agency's source” begins that ends before the verb."""
    found = _OFFICE.search(_ITS_PEOPLE.sub("", masked[start:at].rstrip(" ,")))
    if found is None:
        return None
    head = re.split(r"\s+of\s+", found["np"].strip(" ,"))[0]
    mine = re.match(r"[Tt]he\b|[Ii]ts\b|[Tt]heir\b", found["np"]) is not None
    return start + found.start("np") if mine and is_body(head) else None
