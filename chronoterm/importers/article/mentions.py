"""Who and what a sentence names: as an actor, as a place, or as part of a title, where it is neither.

A country is a place after a locative or a compass word, else its government; an adjective or a possessive before
troops means the armed forces; a capital is a place after “in” or “near”, else the government that sits there.
"""

import re
from typing import NamedTuple

from chronoterm.importers.article import titles
from chronoterm.importers.article.gazetteer import KnownName
from chronoterm.importers.article.matching_names import Hit
from chronoterm.importers.article.matching_names_terms import How

Span = tuple[int, int]


class Mention(NamedTuple):
    """A name in a text: the id that is meant, its type, and whether it counts as `actor`, as `place`, or as neither."""

    start: int
    end: int
    id: str
    type: str
    role: str
    known: KnownName
    rule: str
    ambiguous: bool = False


ACTOR, PLACE, NEITHER = "actor", "place", "neither"

_TROOPS = (
    r"troops?|soldiers?|forces|units?|military|army|armies|servicem[ae]n|servicewom[ae]n|service (?:members?|personnel)|personnel"
    r"|infantry(?:m[ae]n)?|paratroopers?|marines|fighters|militants|defenders|invaders|occupiers|occupants|mercenaries|brigades?|regiments?|battalions?"
    r"|navy|gunners|pilots|airmen|sailors|air defence|air force|air defenders|commandos|reservists|conscripts|contingent|snipers|combatants|armed forces"
    r"|special forces|aggressors?|attackers|border guards|intelligence officers|prisoners of war|POWs"
)
_MODIFIER = r"(?:[a-z][\w-]*|[A-Z]{2,4}|\d+(?:st|nd|rd|th)|\d[\d,.]*|(?:Defen[cs]e|Armed|Air|Ground|Naval|Special|Operations|Airborne|Assault|Motor|Rifle|Separate))"
_FORCE_BEHIND = re.compile(rf"(?:'s|')?[ ]+(?:{_MODIFIER}[ ]+){{0,2}}?(?P<noun>{_TROOPS})\b", re.IGNORECASE)
_FORCE_BEFORE = re.compile(rf"\b(?:{_TROOPS})[ ]+(?:from|of)[ ]+(?:the[ ]+)?$", re.IGNORECASE)
_NO_FORCE_AFTER = re.compile(
    r"[ ]+(?:plants?|bloggers?|bases?|airfields?|airbases?|equipment|facilit(?:y|ies)|aid|assistance|leadership|command|experts?|analysts?"
    r"|intelligence|support|budget|industr\w+|vehicles?|hardware|aircraft|targets?|operations?|actions?|conflict|clash|clashes|observers?"
    r"|cooperation|alliance|training|exercises?|districts?|court|infrastructure|helicopters?|transport|convoys?|schools?|academy|doctors?"
    r"|hospitals?|enterprises?|production|complex|doctrine|strateg\w+|power|presence|administration|sites?|warehouses?|depots?|service"
    r"|spending|capabilities|capability|technolog\w+|satellites?|deliveries|supplies|package|installations?|officials?|attach[eé]|positions?)\b"
)
_BREAKS = re.compile(
    r"\b(?:and|or|that|who|which|to|of|in|on|at|for|with|by|from|has|have|had|is|are|was|were|will|as|than|not)\b"
)
_LOCATIVE = re.compile(
    r"\b(?:in|into|inside|within|across|throughout|near|outside|around|over|at|off|beyond|through|via|above|along"
    r"|(?:territor(?:y|ies)|areas?|parts?|regions?|cities|city|towns?|villages?|districts?|soil|land|east|west|north|south|centre|skies|coast|border|borders|most"
    r"|rest|outskirts|borderlands?|capital|settlements?|airspace|streets?|remainder|deep|front|front line|section|stretch|heart|interior|shores?|waters|constitution) of|borders? with|border between|bordering|deep into|deep inside"
    r"|(?:visit(?:ed|s|ing)?|trip|(?:travel(?:led|s|ling)?|flew|fled|went|came|return(?:ed)?|arrived|drove|moved)(?: \w+){1,3}?|travel(?:led|s|ling)?|return(?:ed|s|ing)?|arriv(?:ed|al|ing|es)|flew|went|came|fled|move[ds]?|evacuated|deported|abducted|went back|back) (?:to|from|in|back to)"
    r"|(?:flew|launched|fired|arrived|evacuated|deported|withdrawn?|withdrew|took off|leave|left|entered|enter|entering|reached|leaving|visited|visiting|visits|visit|flying|crossing|crossed|fled|flee|fleeing|tour(?:ed|ing)?|invad(?:e|ed|ing))(?: from| out of)?"
    r"|(?:taken|brought|transported|driven|escorted) to|(?:across the \w+|miles|kilometres|km|metres) from|(?:left|leave|leaving|heading|headed|departed|bound|fled) for|(?:travel|flew|arriv|return|came|went|fled|drove|moved)\w*\b[^,.;]{0,40} from"
    r")(?:[ ]+(?:the|all of|all|both|occupied|temporarily occupied|Russian-occupied|mainland|neighbou?ring|northern|southern|eastern|western|central"
    r"|north-?eastern|north-?western|south-?eastern|south-?western|the whole of|whole|nearby|parts of|much of|wartime|frontline|post-war))*[ ]+$",
    re.IGNORECASE,
)
_COMPASS = re.compile(
    r"\b(?:northern|southern|eastern|western|central|north-?eastern|north-?western|south-?eastern|south-?western|occupied|mainland|continental|rural"
    r"|Russian-occupied)[ ]+$",
    re.IGNORECASE,
)
_COMPASS_BEHIND = re.compile(
    r"'s?[ ]+(?:far[ ]+)?(?:(?:north|south|east|west|centre|north-?east|north-?west|south-?east|south-?west)\b(?!-|ern)|(?:territory|airspace|border(?! guard| service)|soil|borders|coast(?! guard)|skies|capital|regions?|territories)\b)"
)
_ALSO = re.compile(r"^(?:,[ ]+|,?[ ]+(?:and|or|as well as|and also)[ ]+)(?:in |the |on |near )*$")
_INHABITANTS_ACT = re.compile(
    r"[ ]+(?:have |had |has |also |are |were |then |again |once |deliberately |massively |reportedly |now |continue to |tried to |will |may |could |did not |twice |repeatedly )*"
    r"(?:attack|struck|strik|hit|launch|fir|shell|bomb|drop|us(?:e|ed|ing)\b|target|kill|destroy|captur|occup|advanc|storm|damag|wound|injur|deploy|carr|shot|mov|los[te]|suffer|seiz|conduct"
    r"|send|sent|execut|withdr|retreat|attempt|concentrat|transferr|regroup|min(?:ed|ing)|control|assault|deliver|intensif|kidnap|deport|tortur|forc)"
)
_WEAPONS = re.compile(
    r"[ ]+(?:\w+(?:-\w+)?[ ]+){0,2}?(?:attacks?|strikes?|drones?|missiles?|bombs?|shelling|bombardment|airstrikes?|aircraft|helicopters?|tanks?|bombers?|warships?|ships?|invasion|aggression"
    r"|offensive|assaults?|UAVs?|artillery|rockets?|authorities|government|side|delegation|officials|sanctions|occupation|missile|ballistic|fighter|Shaheds?|kamikaze|loitering|war)\b"
)
_MEDIUM = re.compile(
    r"\b(?:interview(?:ed)? (?:with|to|for|on|by)|told|tells|telling|via|citing|cites|quot(?:ed|ing) by|reported by|published (?:by|in|on)|speaking (?:to|on)|spoke to"
    r"|wrote (?:in|for|on)|correspondents? (?:of|for|from)|journalists? (?:of|for|from)|aired (?:by|on)|broadcast (?:by|on)|comments? (?:to|for|on)|column (?:in|for)|article (?:in|for)|reference to)"
    r"(?:[ ]+(?:the|an?|[a-z]+(?: TV)?|[A-Z][\w-]+|TV))*[ ]+$"
)
_ATTACKED = re.compile(
    r"\b(?:attack|strik|struck|hit|shell|bomb|explo|blast|drone|missile|debris|fire|damag|injur|kill|wound|air[- ]raid|alert|siren|residents?|district|building|power|evacuat|visit|arriv|held)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:'s[ ]+(?:\w+[ ]+){0,2}(?:position|proposal|response|refusal|intention|plans?|demands?|allies|partners|support|readiness|decision|government|authorities|claims?|interests?|view|policy|allegations?|offer|request|stance|ambitions?|ally)\b"
    r"|[ ]+(?:has |have |had |will |would |is |was |are |also |again |now |does not |did not |can |could |must |should )*"
    r"(?:said|say|says|want|seek|sought|agree|believe|insist|expect|reject|refus|den(?:y|ie)|demand|propos|offer|plan|intend|hop|ready|prepar|request|ask|claim|warn|accus|respon|react|condemn|announc|view|consider|sign|support|need|receiv|us(?:e|es|ing)\b|try|trying|tried|continu|suppl|provid|send|sent|threaten|negotiat|discuss|call|express|confirm|decid|lift|impos|violat|appeal|summon|urge|welcom|regard))"
)
_UNIT_BEHIND = re.compile(
    r"[ ]+(?:fighters|brigade|Brigade|regiment|Regiment|battalion|Battalion|soldiers|troops|Group of Forces)\b"
)
_FORCE_TOGETHER = re.compile(
    rf"(?:,| and| or)[ ]+(?:[A-Z][\w-]+[ ]+){{1,2}}(?:{_MODIFIER}[ ]+)?(?:{_TROOPS})\b"
)
_TAKEN = re.compile(
    r"\b(?:attack(?:ed|ing|s)?|hit|struck|strik(?:e|es|ing)|shell(?:ed|ing|s)?|bomb(?:ed|ing|s)?|captur(?:e|ed|ing)|seiz(?:e|ed|ing)|liberat(?:e|ed|ing)|occup(?:y|ied|ying)|besieg(?:e|ed|ing)|storm(?:ed|ing)?|defend(?:ed|ing)?|target(?:ed|ing|s)?|rock(?:ed|ing)?|shook|retak(?:e|en|ing)|approach(?:ed|ing)?|surround(?:ed|ing)?)[ ]+(?:the city of[ ]+)?$"
)
PLATFORMS = frozenset(
    "telegram facebook twitter x instagram youtube tiktok whatsapp viber truth-social linkedin".split()  # noqa: SIM905 - a list of words
)
"""Where things are posted; never an actor."""

_STRUCK = re.compile(
    r"[ ]+(?:was|were|came|has been|had been)[ ]+(?:\w+ly[ ]+)?"
    r"(?:attacked|hit|struck|shelled|bombed|under|captured|liberated|occupied)"
)
_BETWEEN = re.compile(r"\b(?:between|with|against|from)[ ]+(?:[A-Z]\w+[ ]+and[ ]+)?$")
_OF_A_PLACE = re.compile(r"[ ]+(?:Oblast|Region|District|region|residents?)\b")
_GOVERNS = re.compile(r"[ ]+(?:government|authorities|cabinet|side)\b")
_ARMIES = ("military", "army", "navy", "air force")


_HEARS = re.compile(
    r"Parliament|Congress|Bundestag|Rada|Duma|Senate|Council|Committee|Assembly|NATO|Union|Commission|Court|Knesset|Sejm",
    re.IGNORECASE,
)
"""Bodies that are told something as those whom it concerns, and are no medium."""


_ASKED = re.compile(
    r"'s?[ ]+(?:request|invitation|initiative|suggestion|proposal|insistence|expense|behest|disposal)\b"
)
WINDOW = 240
"""Characters on each side of a name that may say what part it plays."""


class _Spot(NamedTuple):
    """A hit in its sentence: whether a title holds it, and what was named before it."""

    plain: str
    span: Span
    hit: Hit
    in_title: bool
    before: list[Mention]

    @property
    def left(self) -> str:
        return self.plain[max(self.span[0], self.hit.start - WINDOW) : self.hit.start]

    @property
    def right(self) -> str:
        return self.plain[self.hit.end : min(self.span[1], self.hit.end + WINDOW)]

    @property
    def words(self) -> str:
        return self.plain[self.hit.start : self.hit.end]

    def mention(self, known: KnownName, role: str, rule: str, *, further: int = 0) -> Mention:
        """The mention of a name, which ends so many characters behind the hit."""
        return Mention(self.hit.start, self.hit.end + further, known.id, known.type, role, known, rule)

    def force(self, country: KnownName, rule: str, *, further: int = 0) -> Mention:
        """The mention of a country's armed forces."""
        return self.mention(country, ACTOR, rule, further=further)._replace(
            id=f"forces:{country.id}", type="force"
        )


def mentions_in(plain: str, span: Span, hits: list[Hit], zones: list[Span]) -> list[Mention]:
    """The names in a sentence, each with the part it plays; `zones` are the titles in it."""
    found: list[Mention] = []
    for hit in hits:
        if not (span[0] <= hit.start and hit.end <= span[1]):
            continue
        in_title = any(start <= hit.start and hit.end <= end for start, end in zones)
        judged = _judged(_Spot(plain, span, hit, in_title, found))
        if judged is None:
            continue
        if judged.type == "org" and found and _owns(plain, found[-1], judged):
            found[-1] = found[-1]._replace(role=NEITHER, rule="part of the name of a body")
        found.append(judged)
    return found


def _owns(plain: str, country: Mention, body: Mention) -> bool:
    """Whether a country stands only before the name of its body: “Romania's Defence Ministry”."""
    between = plain[country.end : body.start]
    beside = re.fullmatch(r"(?:'s?)?[ ]+", between) is not None
    return beside and (country.type == "country" or (country.type == "org" and between == " "))


def zones_in(plain: str, span: Span, hits: list[Hit]) -> list[Span]:
    """The titles of a sentence: before and behind persons, and those that stand for one alone."""
    zones = titles.standing_titles(plain, *span)
    for hit in hits:
        if span[0] <= hit.start < span[1] and hit.best.known.type == "person":
            before = titles.title_before(plain, span[0], hit.start)
            behind = titles.title_behind(plain, hit.end, span[1])
            zones += [each for each in (before, behind) if each is not None]
    return zones


def _judged(spot: _Spot) -> Mention | None:
    known = spot.hit.best.known
    match known.type:
        case "person":
            return spot.mention(known, ACTOR, "a person")
        case "org" | "force" if spot.hit.by(How.CAPITAL) is None:
            return _body(spot, known)
        case "place" if _UNIT_BEHIND.match(spot.right):
            return spot.mention(known, NEITHER, "the name of a unit")
        case "place" if spot.hit.by(How.CAPITAL) is None:
            return spot.mention(known, NEITHER if spot.in_title else PLACE, "a place")
        case _:
            return _country(spot)


def _body(spot: _Spot, known: KnownName) -> Mention:
    adjective = spot.words.lower().endswith(_ARMIES) and _NO_FORCE_AFTER.match(spot.right) is not None
    if known.type == "force" and adjective:
        return spot.mention(known, NEITHER, "only an adjective")
    if spot.in_title:
        return spot.mention(known, NEITHER, "inside a title")
    medium = (
        known.type == "org" and _MEDIUM.search(spot.left) is not None and _HEARS.search(known.name) is None
    )
    if known.id in PLATFORMS or medium:
        return spot.mention(known, NEITHER, "a medium")
    return spot.mention(known, ACTOR, "an organisation or force")


def _country(spot: _Spot) -> Mention | None:
    capital = spot.hit.by(How.CAPITAL)
    country = capital or spot.hit.as_("country")
    if country is None:
        return None
    force = _force(spot, country.known)
    if force is not None:
        return force
    if spot.in_title:
        return spot.mention(country.known, NEITHER, "inside a title")
    asked = _ASKED.match(spot.right) is not None
    local = not asked and (_LOCATIVE.search(spot.left) is not None or _joins_a_place(spot))
    if capital is not None:
        return _capital(spot, country.known, local=local)
    return (
        _demonym(spot, country.known)
        if country.how is How.DEMONYM
        else _named(spot, country.known, local=local)
    )


def _named(spot: _Spot, country: KnownName, *, local: bool) -> Mention:
    if local or _COMPASS.search(spot.left) or _COMPASS_BEHIND.match(spot.right):
        return spot.mention(country, PLACE, "a country after a locative or compass word")
    return spot.mention(country, ACTOR, "a country without a locative is its government")


def _joins_a_place(spot: _Spot) -> bool:
    last = spot.before[-1] if spot.before else None
    between = spot.plain[last.end : spot.hit.start] if last else ""
    return last is not None and last.role == PLACE and _ALSO.match(between) is not None


def _force(spot: _Spot, country: KnownName) -> Mention | None:
    """The armed forces of a country: “North Korean soldiers”, “Ukraine's defence forces”, “soldiers from North Korea”."""
    rule = "an adjective or possessive before troops means the armed forces"
    adjective = spot.hit.best.how is How.DEMONYM
    behind = _FORCE_BEHIND.match(spot.right)
    if behind is not None and (adjective or spot.right.startswith("'")) and not spot.in_title:
        between = spot.right[: behind.start("noun")]
        if not _BREAKS.search(between) and not _NO_FORCE_AFTER.match(spot.right, behind.end()):
            return spot.force(country, rule, further=behind.end("noun"))
    if adjective and _FORCE_TOGETHER.match(spot.right) and not spot.in_title:
        return spot.force(country, rule)
    if not adjective and _FORCE_BEFORE.search(spot.left):
        return spot.force(country, rule)
    return None


def _demonym(spot: _Spot, country: KnownName) -> Mention:
    struck = re.search(r"\b(?:by|against)[ ]+the[ ]+$", spot.left) is not None
    if spot.words.endswith("s") and (struck or _INHABITANTS_ACT.match(spot.right)):
        return spot.force(country, "inhabitants who attack are the armed forces")
    governs = _GOVERNS.match(spot.right)
    if governs is not None:
        return spot.mention(country, ACTOR, "an adjective before its government", further=governs.end())
    if _WEAPONS.match(spot.right):
        return spot.mention(country, ACTOR, "an adjective before arms, attacks or authorities")
    return spot.mention(country, NEITHER, "only an adjective")


def _capital(spot: _Spot, country: KnownName, *, local: bool) -> Mention:
    place = spot.hit.as_("place")
    if place is None:
        return spot.mention(country, NEITHER if local else ACTOR, "the seat of a government")
    if local or _TAKEN.search(spot.left) or _STRUCK.match(spot.right):
        return spot.mention(place.known, PLACE, "a capital after a locative")
    if _OF_A_PLACE.match(spot.right):
        return spot.mention(place.known, PLACE, "a capital that is a place by what follows")
    if _ACTS.match(spot.right):
        return spot.mention(country, ACTOR, "a capital that acts is a government")
    struck = country.id == "UA" and _ATTACKED.search(spot.left + spot.right) is not None
    if struck and not _BETWEEN.search(spot.left):
        found = spot.mention(place.known, PLACE, "a capital that is attacked or visited is a place")
        return found._replace(ambiguous=True)
    return spot.mention(country, ACTOR, "a capital without a locative is a government")._replace(
        ambiguous=True
    )
