"""Dates of no event: in brackets, of births and laws, and landmarks like “since the invasion on 24 February”."""

import re

from chronoterm.importers.article.date_forms import Form
from chronoterm.importers.article.date_tense import AFTER, LATEST

Span = tuple[int, int]

WINDOW = 300
"""Characters on each side of a date that may say what it is for."""


_ONLY_TIME = re.compile(r"(?:(?:the|early|late|morning|evening|night|of|on|in|a|end|beginning)\s*)*")
VERB = re.compile(
    r"(?<!-)(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bhis )(?<!\bher )\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|began|begun|came|went|took|met|saw|held|fell|struck|hit|made|gave|got|left|lost|sent|shot|"
    r"set|spoke|became|broke|brought|built|fought|found|led|put|ran|rang|rose|sank|stood|won|flew|drove|rode|threw|drew|grew|blew|wore|chose|wrote|felt|kept|slept|dealt|paid|sold|bought|thought|caught|taught|sought|shook|hid|fed|bled|fled|hung|stuck|shut|quit|spent|lent|began|went|said|told|arriv\w+|attack(?:ed|s|ing)|launch(?:ed|es|ing)|kill(?:ed|ing)|visit(?:ed|ing)|sign(?:ed|ing)|[a-z]{3,}(?<!hundr)(?<!unit)ed)\b"
)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*$")
_NO_EVENT_BEFORE = re.compile(
    r"(?:\b(?:born(?: on| in)?|b\.|aged|age of|(?:laws?|resolution|decree|order|regulation|directive|agreement|treaty|memorandum|protocol|act|decision|declaration|constitution|letter|document|contract|minsk agreements|model|vintage)"
    r"(?: (?:no\.?|number)? ?[\w/-]+)? (?:of|from|dated)|dated|No\. ?[\w-]+ of|pre-|post-|as of(?: \d\d[:.]\d\d)? ?(?:on)?(?=\s*$(?<!.)))|(?:days?|weeks?|months?|years?|hours?) (?:after|before|since|from|following|prior to|ahead of))\s*(?:on |in )?(?:the )?$",
    re.IGNORECASE,
)
_LANDMARK = re.compile(
    r"\b(?:since|after|before|following|prior to|ahead of|until|till|anniversary of|events? of|compared (?:to|with)|(?<!earlier )(?<!later )(?<!sooner )than|unlike|as (?:in|on)|similar to|on the eve of|results? of|victims? of|dedicated to|in memory of|commemorat\w+)"
    r"\s+(?!(?:early|late|mid)\b)(?:(?:the|a|an|its|his|her|their|our|last|previous|full-scale|[A-Z][\w'-]*|[a-z][\w'-]*)\s+){1,9}?(?:on|in|of|from|at|that began on|which began on|dated|for)?\s*(?:the )?$"
)
_MODIFIER = re.compile(
    r"\b(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?:published|released|posted|dated|issued|taken|filmed|recorded|signed|adopted|obtained|made|held|approved|built|elected|founded|launched|detained|introduced|imposed|conducted|received|concluded|shot)\s+(?:on|in|back in)\s+$"
)
_GOES_ON = re.compile(
    r",?\s+(?!(?:in|on|at|by|and|with|near|of|to|for|after|from|as|but|while|where|when|who|which|during|between)\b)[a-z]"
)
AIRED = re.compile(
    r"\b(?:interview|address|statement|speech|article|post|comment|report|message|video|commentary|column|podcast|programme|documentary|broadcast|clip|letter|op-ed)\b[^;:\"“”]*\b(?:aired|published|broadcast|released|posted|recorded|given|shown)\s+(?:on\s+)?$"
)
_LANDMARK_NEAR = re.compile(
    r"\b(?:anniversary of|events? of|victims? of|compared (?:to|with)|(?<!earlier )(?<!later )(?<!sooner )than|similar to|as in|as on)\s+(?:on |in |of )?(?:the )?$"
)
_MODIFIES = re.compile(
    r"(?:'s)\s+[a-z]|\s+(?:attack|meeting|summit|strike|agreement|election|elections|vote|invasion|deadline|talks|match|game|protest|protests|session|statement|report|issue|edition|war|budget|campaign|model)\b"
)


def is_no_event(plain: str, span: Span, form: Form) -> bool:
    """Whether a date is of no event: in brackets, of a birth or a law, or a landmark like “since the invasion on”."""
    left = plain[max(span[0], form.start - WINDOW) : form.start]
    right = plain[form.end : min(span[1], form.end + WINDOW)]
    if form.kind == "recent" or any(
        each.search(left) for each in (_IN_BRACKETS, _NO_EVENT_BEFORE, _LANDMARK_NEAR)
    ):
        return True
    if _is_measure(left, form) or _is_of_something(left, right, form):
        return True
    if AIRED.search(left):
        return False
    modifies = _MODIFIER.search(left) is not None and _GOES_ON.match(right) is not None
    return modifies or _is_landmark(left)


def _is_measure(left: str, form: Form) -> bool:
    """“Within 30 days” and “before 2015” are no dates of what a sentence tells."""
    if form.kind == "year":
        return re.search(r"\b(?:before|than|after)\s+$", left) is not None
    within = form.kind == "ahead" and form.get("way") == "within"
    return within and re.search(r"\b(?:will|would|shall|to)\b(?! appeal)", left) is None


def _is_of_something(left: str, right: str, form: Form) -> bool:
    """“The 3 May meeting”, “after Monday's quake”: the date only says which one."""
    if _MODIFIES.match(right) is None:
        return False
    if form.get("weekday"):
        return AFTER.search(re.sub(r"(?:the|last)\s+$", "", left)) is not None
    return (
        form.kind in ("day", "span")
        and re.search(r"\b(?:the|its|their|his|a)\s+$", left, re.IGNORECASE) is not None
    )


def _is_landmark(left: str) -> bool:
    """“Since the beginning of the invasion on”: words without a verb between a preposition and the date."""
    landmark = _LANDMARK.search(left)
    if landmark is None:
        return False
    if LATEST.search(left) and not re.search(r"\b(?:before|to|until|till|prior to|ahead of)\s+$", left):
        return False
    between = landmark[0].split(None, 1)[1] if " " in landmark[0].strip() else ""
    return bool(between.strip()) and not VERB.search(between) and _ONLY_TIME.fullmatch(between) is None
