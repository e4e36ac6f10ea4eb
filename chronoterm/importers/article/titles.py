"""Offices and ranks: where one stands before or behind a name, and how far it reaches.

What stands inside a title acts nowhere: the country of a president is no actor because it has one.
"""

import re

Span = tuple[int, int]

NOUNS = (
    r"presidents?|prime ministers?|premier|ministers?|heads?|chief|chiefs|governors?|mayors?|spokes(?:man|woman|person|people)"
    r"|commander-in-chief|commanders?|secretar(?:y|ies)(?:[ -]general)?|chancellors?|ambassadors?|directors?|chair(?:man|woman|person)?"
    r"|deput(?:y|ies)|advis[eo]rs?|aides?|generals?|colonels?|lieutenants?|majors?|captains?|sergeants?|admirals?|leaders?|rulers?"
    r"|representatives?|speakers?|senators?|congress(?:man|woman)|commissioners?|ombudsman|prosecutors?|kings?|queens?|princes?"
    r"|popes?|analysts?|experts?|journalists?|activists?|dictators?|envoys?|diplomats?|officials?|officers?|lawmakers?|MPs?|MEPs?"
    r"|politicians?|founders?|owners?|CEO|co-?founders?|inspectors?|judges?|lawyers?|economists?|professors?|historians?|volunteers?"
    r"|correspondents?|editors?(?:-in-chief)?|managers?|presenters?|propagandists?|oligarchs?|negotiators?|coordinators?"
    r"|billionaires?|businessm[ae]n|entrepreneurs?|serviceman|soldier|pilot|sheriff|bishops?|patriarchs?|metropolitans?"
    r"|archbishops?|cardinals?|authors?|writers?|singers?|actors?|candidates?|nominees?|press officers?|member|members|chief of staff"
    r"|counterparts?|host|first lady|vice-?presidents?|taoiseach|emir|sultan|crown prince|foreign minister|fighter|veteran|father|mother"
    r"|wife|husband|son|daughter|brother|sister|widow|resident|eyewitness|witness|doctor|surgeon|investigator|researcher|scientist|citizen|national|businessman|lawyer|student|pensioner|blogger|athlete|coach|footballer|priest|employee|driver"
)
NOUN = re.compile(rf"\b(?:{NOUNS})\b(?!-)", re.IGNORECASE)
_SMALL = (
    r"of|for|the|and|on|in|to|at|de|a|an|with|under|foreign|defen[cs]e|internal|interior|military|press|top|leading|prominent|influential|veteran|long-?time|opposition|far-right|pro-Russian|pro-Kremlin|regional|oblast|state|city"
    r"|security|national|general|public|relations|affairs|policy|digital|finance|economy|energy|acting|former|then|ex|ex-|deputy|first"
    r"|vice|prime|local|district|region|province|department|municipal|permanent|special|senior|chief|main|northern|southern|eastern|western|central|air|ground|naval"
    r"|parliamentary|opposition|party|government|presidential|international|combined|joint|staff|intelligence|administration|ministry"
    r"|department|service|council|committee|country|republic|self-proclaimed|so-called|occupation|outgoing|incoming|newly|elected|elect"
    r"|president-elect|late|retired|well-known|famous|prominent|human|rights|communications?|information|transport|agriculture|justice"
)
_SMALL_WORDS = frozenset(_SMALL.split("|")) | {
    "defence",
    "defense",
    "longtime",
    "long-time",
    "communication",
    "communications",
}
"""The same words, for a look-up that needs no pattern."""

_FIELDS = (
    r"trade|labou?r|union|army|navy|police|fire|rescue|rebel|militia|gang|tribal|protest|strike|student|youth|church|faction|group|team|company"
    r"|club|hospital|school|university|college|museum|bank|community|village|town|court|board|project|campaign|business|industry|research|climate"
    r"|health|education|housing|tax|port|airport|railway|rail|coast|guard|coastguard|border|customs|prison|plant|factory|farm|football|aid|charity"
    r"|relief|emergency|election|investment|safety|operations|separatist|majority|minority|house|senate|parliament|science"
)
"""What somebody leads: words before the noun of an office that are no part of one elsewhere."""

_PIECE = re.compile(r"[^\s,;:.!?()\"“”]+")
_LEFT = re.compile(
    rf"(?<![\w'-])(?:(?:[Tt]he|[Aa]n?|(?:{_SMALL}|{_FIELDS})|[\w-]*[A-Z][\w.-]*(?:'s|s')?|(?:[a-z]+(?:ian|ish|ese|an)))[ ]+)+$"
)
_PLURAL = re.compile(r"(?<!s)s$|men$|women$|people$", re.IGNORECASE)
WINDOW = 300
FARTHEST = 14
"""So many words before a name the noun of its title may stand."""

_VERBISH = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|told|met|that|who|which|when|after|before|while|because|but)\b"
)


def title_before(plain: str, start: int, name_start: int) -> Span | None:
    """The title that stands directly before a name, as a span; nothing before `start` is looked at."""
    words = list(_PIECE.finditer(plain, max(start, name_start - WINDOW), name_start))[-FARTHEST:]
    if not words or plain[words[-1].end() : name_start].strip():
        return None
    begin = None
    for word in reversed(words):
        gap = plain[word.end() : name_start]
        if re.search(r"[;:!?()\"“”]|,|\.(?!\w)", gap):
            break
        if not _fits(word[0]):
            break
        if NOUN.fullmatch(word[0].strip("'")) or NOUN.fullmatch(re.sub(r"^(?:ex|vice|co)-", "", word[0])):
            begin = word.start()
    if begin is None:
        return None
    return _widened(plain, start, begin), name_start - (
        len(plain[:name_start]) - len(plain[:name_start].rstrip())
    )


def _fits(word: str) -> bool:
    bare = word.removesuffix("'s").removesuffix("'")
    if bare[:1].isupper() or bare[:1].isdigit() or bare in ("-", "–", "&"):
        return True
    return bare.lower() in _SMALL_WORDS or NOUN.fullmatch(bare) is not None


def _widened(plain: str, start: int, begin: int) -> int:
    """The begin of a title with the adjectives and possessives before its noun: “Ukraine's Foreign Minister”."""
    before = _LEFT.search(plain, start, begin)
    if before is None:
        return begin
    words = before[0].split()
    kept = before.start()
    while words and words[0].lower() in (
        "and",
        "of",
        "for",
        "on",
        "in",
        "to",
        "at",
        "with",
        "under",
        "a",
        "an",
    ):
        kept += len(re.match(r"\S+\s+", plain[kept:begin])[0])  # type: ignore[index]
        words = words[1:]
    return kept


def title_behind(plain: str, name_end: int, end: int) -> Span | None:
    """The title that stands behind a name between commas, or up to the end of the sentence, as a span."""
    found = re.compile(r"(?:'s)?\s*,\s+(?=\S)|\s+\((?=\S)|\s+–\s+(?=\S)").match(plain, name_end, end)
    if found is None:
        return None
    start = found.end()
    closing = ")" if "(" in found[0] else ","
    stop = _end_of_apposition(plain, start, end, closing)
    phrase = plain[start:stop]
    noun = NOUN.search(phrase)
    if noun is None or len(phrase[: noun.start()].split()) > 7 or _VERBISH.search(phrase[: noun.start()]):  # noqa: PLR2004
        return None
    verb = _VERBISH.search(phrase)
    if verb is not None:
        stop = start + len(phrase[: verb.start()].rstrip(" ,"))
    return start, stop


def _end_of_apposition(plain: str, start: int, end: int, closing: str) -> int:
    """Where an apposition ends: at its comma, unless only another part of the title follows that."""
    at = start
    while True:
        stop = plain.find(closing, at, end)
        if stop < 0:
            stop = end
            while stop > start and plain[stop - 1] in '.!?;:,"” ':
                stop -= 1
            return stop
        nearer = re.compile(r"[;:\"“”]|(?<!\b[A-Z])\.\s").search(plain, at, stop)
        return nearer.start() if nearer else stop


def standing_titles(plain: str, start: int, end: int) -> list[Span]:
    """Titles that stand for a person without the name: “the Ukrainian president”, “the President of Ukraine”."""
    found = []
    for noun in NOUN.finditer(plain, start, end):
        if _PLURAL.search(noun[0]):
            continue
        of = re.compile(
            r"\s+(?:of|for|at)\s+(?:the\s+)?(?:(?:state|government|oblast|region|city|department|administration|agency|party|service|company|council|parliament|institute|union|delegation|mission|defence department)\b|[A-Z][\w'-]*|of|the|and)(?:\s+(?:[A-Z][\w'-]*|of(?=\s)|the(?=\s[A-Z])|(?:defence|foreign|interior|justice|energy|health)(?=\s)|ministry|government|department|army|military|police))*"
        ).match(plain, noun.end(), end)
        begin = _adjectives(plain, start, noun.start())
        found.append((begin, of.end() if of else noun.end()))
    return found


def _adjectives(plain: str, start: int, noun: int) -> int:
    before = re.compile(
        rf"(?<![\w'-])(?:(?:[Tt]he|[Aa]n?|{_SMALL}|{_FIELDS}|(?:[A-Z][\w.-]*(?:'s|s')?))[ ]+)+$"
    ).search(plain, max(start, noun - 90), noun)
    return before.start() if before else noun
