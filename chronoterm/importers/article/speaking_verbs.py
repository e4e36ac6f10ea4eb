"""Verbs of saying, and where one is none: in the passive, in a clause of its own, or with an object only."""

import re
from collections.abc import Iterator

VERBS = (
    r"said|says|stated|states|reported|reports|noted|notes|added|adds|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|confirmed|confirms"
    r"|believes?|believed|announced|announces|declared|declares|told|tells|explained|explains|claimed|claims|claim|warned|warns|wrote|writes"
    r"|posted|tweeted|commented|comments|remarked|expressed|insisted|insists|admitted|admits|acknowledged|acknowledges|denied|denies|suggested|suggests"
    r"|argued|argues|promised|promises|vowed|vows|pledged|assured|assures|underlined|underlines|underscored|pointed out|points out|pointed|recalled|recalls"
    r"|revealed|reveals|disclosed|predicted|predicts|called (?:on|for|upon|it|this|them|the)|calls (?:on|for|it|this)|urged|urges|condemned|condemns|accused|accuses|criticised|criticized"
    r"|thinks|considers|concluded|concludes|clarified|specified|informed|informs|reminded|reminds|indicated|indicates|observed|mentioned|mentions|asserted|asserts|alleged|alleges"
    r"|demanded|demands|threatened|estimated|estimates|assessed|assesses|replied|responded|answered|continued|continues|reiterated|repeated|summari[sz]ed"
    r"|shared|described|rejected|proposed|hinted|complained|joked|lamented|reassured|testified|conceded|contended|maintained|opined|quipped|appealed|forecast"
    r"|forecasts|hopes|hoped|expressed|noticed|outlined|highlighted|advised|boasted|cautioned|published|publishes|refuted|refutes|refused to (?:confirm|comment|say)|declined to (?:confirm|comment|say)|assessed|assesses|thanked|thanks|found that|finds that|spoke out|corrected|dismissed|dismisses|echoed|rebuked|blamed|blames|praised|hailed|welcomed|welcomes|acknowledges|speaks? of|explicitly said|pleaded|swore|implied|fears?|feared|doubts|doubted|recommended|recommends|instructed|ordered|offered|objected|protested|apologi[sz]ed|congratulated|(?:is|was) (?:quoted|cited) as saying|is (?:sure|convinced|confident|certain|aware)|was (?:sure|convinced|confident)"
    r"|are (?:sure|convinced|confident)|ruled out|rules out|spoke (?:of|about|out)|made it clear|drew attention|draws attention|went on to say|cited|quoted|called"
)
_VERB = re.compile(rf"\b(?:{VERBS})\b")
_NEEDS_CLAUSE = re.compile(
    r"^(?:published|shared|rejected|proposed|called|maintained|continued|continues|observed|expressed|posted|repeated|pointed|quoted|cited|hoped|believed|threatened|responded|appealed)$"
)
_NEEDS_THAT = re.compile(
    r"(?:recalled|recalls|declared|declares|continued|continues|ordered|instructed|recommended|assessed|offered|found that|observed|maintained|indicated|indicates|considers|quoted|cited|published|publishes|shared|answered|swore)$"
)
_THAT_BEHIND = re.compile(
    r"(?:[ ]+(?:on|in|at|via|to)[ ]+(?:[\w'-]+[ ]*){1,6}?)?[ ]*,?[ ]*(?:\b(?:that|how|why|whether)\b|:|\"|“|(?=[.,]?$))"
)
_CLAUSE_BEHIND = re.compile(
    r"(?:[ ]+(?:on|in|at|via)[ ]+(?:[\w'-]+[ ]*){1,6}?)?[ ]*(?:,[ ]*)?(?:\b(?:that|how|why|whether|a statement|to|his|her|its|their|the|as follows|confidence|hope|concern|condolences|gratitude|support|out|an?|any|all|this|these)\b|:|\"|“)"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|be|being|to|as|not yet|of|which|by|for|alleged)[ ]+(?:\w+ly[ ]+)?$"
)
_SUBORDINATE = re.compile(
    r"(?:^|[\s,])(?:(?:after|before|during|in|by|to|of|on|at|with|for|from) (?:which|whom)|where|when|whose|because|although|though|if|since|before|until|unless|whether|after)\b[^,;\"“”]*$"
)


def verbs_in(masked: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The verbs of saying of a sentence that have a speaker as their subject."""
    for verb in _VERB.finditer(masked, start, end):
        if not _is_not_saying(masked, start, end, verb) and not _is_subordinate(masked, start, verb.start()):
            yield verb


def _is_not_saying(masked: str, start: int, end: int, verb: re.Match[str]) -> bool:
    if _PASSIVE.search(masked, start, verb.start()) and not verb[0].startswith(("is ", "was ", "are ")):
        return True
    if _NEEDS_THAT.match(verb[0]) is not None:
        return _THAT_BEHIND.match(masked, verb.end(), end) is None
    return _NEEDS_CLAUSE.match(verb[0]) is not None and _CLAUSE_BEHIND.match(masked, verb.end(), end) is None


def _is_subordinate(masked: str, start: int, at: int) -> bool:
    """Whether a verb stands in a clause like “after which X reported”; a clause that a comma ended is past."""
    return _SUBORDINATE.search(masked[start:at]) is not None and "·" not in masked[start:at]
