"""How phrases of time are written in English, as regular expressions by kind."""

from chronoterm.importers.article.number_words import SMALL_NUMBERS

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b"
)
_MONTH = rf"{MONTHS}(?:(?<=\b\w\w\w)\.|(?<=Sept)\.)?(?<!May\.)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|/|\bto\b|\band\b|\bor\b|\buntil\b|\btill\b|\bthrough\b)\s*"
COUNTS = SMALL_NUMBERS[:13]
"""The words for the numbers up to twelve, in which times are counted; each at the place of its value."""

_COUNT = rf"(?:\d{{1,3}}|an?|a few|several|{'|'.join(COUNTS[1:])})"
_UNIT = r"(?:hour|day|night|week|month|year|decade)"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = rf"(?:{'|'.join(each.capitalize() for each in WEEKDAYS)})"
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night))?"
_EARLY = r"(?:(?P<part>early|mid|late)[ -]+(?:in\s+)?|(?:the\s+)?(?P<part_of>beginning|start|middle|end|first half|second half)\s+of\s+)"
_BEFORE = r"(?:in|since|by|until|till|during|throughout|from|before|after|of|last|this|next|for|to|between|and|late|early|mid|than)"
_FROM = r"(?:\b(?:from|between)\s+)?"
PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "span",
        (rf"{_FROM}\b(?P<day>{_DAY})\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?{_TO}(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})"
        rf"(?:,?\s+(?P<year2>{_YEAR})\b)?"),
    ),
    (
        "span",
        (rf"{_FROM}\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?:,\s+(?P<year>{_YEAR}))?{_TO}(?P<month2>{_MONTH})\s+(?P<day2>{_DAY})\b"
        rf"(?:,\s+(?P<year2>{_YEAR})\b)?"),
    ),
    (
        "span",
        rf"{_FROM}(?<![\d.,])\b(?P<day>{_DAY}){_TO}(?P<day2>{_DAY})\s+(?:of\s+)?(?P<month2>{_MONTH})(?:,?\s+(?P<year2>{_YEAR})\b)?",
    ),
    (
        "span",
        rf"{_FROM}\b(?P<month2>{_MONTH})\s+(?P<day>{_DAY}){_TO}(?P<day2>{_DAY})\b(?!\s*(?:people|%|\.\d))(?:,\s+(?P<year2>{_YEAR})\b)?",
    ),
    ("day", rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?:of\s+)?(?:(?P<year>{_YEAR})\b|(?P<same>(?:that|the same) year\b)))?"),
    ("day", rf"\b(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?!\s*(?:%|[.,]\d|:))(?:,?\s+(?P<year>{_YEAR})\b)?"),
    ("glued", rf"(?<![\d.,])\b(?P<digits>\d{{2,4}})\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>{_YEAR})\b)?"),
    ("iso", rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"),
    ("dotted", rf"\b(?P<day>\d\d)[./](?P<number>\d\d)[./](?P<year>{_YEAR})\b"),
    ("months", rf"{_FROM}\b(?P<month>{_MONTH})(?:\s+(?P<year>{_YEAR}))?{_TO}(?P<month2>{_MONTH})\s+(?P<year2>{_YEAR})\b"),
    ("months", rf"\b(?:from|between)\s+(?P<month>{_MONTH}){_TO}(?P<month2>{_MONTH})\b"),
    ("month", rf"\b{_EARLY}(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR})\b)?(?!\s+\d)"),
    ("month", rf"\b(?P<month>{_MONTH})(?:,|\s+of)?\s+(?P<year>{_YEAR})\b"),
    ("month", rf"(?<=\b)(?P<cue>{_BEFORE})\s+(?P<month>{_MONTH})(?!\s+\d)(?!\s+(?-i:[A-Z])\w+\s+(?-i:[a-z])\w*(?<!said))"),
    ("season", (r"\b(?:(?P<when>last|this|next|in(?: the)?|by(?: the)?|early|late|the|mid-?)\s+)(?P<season>spring|summer|autumn|fall|winter)\b"
        rf"(?:\s+(?:of\s+)?(?P<year>{_YEAR})\b)?")),
    ("quarter", rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<piece>quarter|half)\s+of\s+(?P<year>{_YEAR}|(?:this|next|last)\s+year)\b"),
    ("year", rf"\b{_EARLY}(?:the\s+)?(?P<year>{_YEAR}|(?:this|next|last)\s+year)\b"),
    ("thispart", r"\b(?:the\s+)?(?P<piece>beginning|start|middle|end)\s+of\s+(?P<which>the|this|next|last)\s+(?P<unit>week|month|year)\b"),
    ("years", rf"\b(?:(?:from|between)\s+)(?P<year>{_YEAR}){_TO}(?P<year2>{_YEAR})\b"),
    ("year", rf"\b(?P<cue>in|by|since|until|till|during|throughout|from|before|after|for)\s+(?P<year>{_YEAR})\b(?!\s*(?:-|–|/|,\d|[a-z]+s\b(?<!is)(?<!was)(?<!has)))"),
    ("weekday", rf"\b(?:(?P<when>last|this|next|this coming|the coming|the previous|the following|later on|later)\s+)?(?P<weekday>{_WEEKDAY}){_PART_OF_DAY}\b(?!\s+(?:Times|Telegraph|Mail|Post))"),
    ("ago", rf"\b(?P<count>{_COUNT})\s+(?P<unit>{_UNIT})s?\s+(?P<way>ago|earlier|before|later|previously|from now)\b(?!\s+(?:the|his|her|their|its))"),
    ("ahead", rf"\b(?P<way>in|within)\s+(?:the\s+next\s+|the\s+coming\s+)?(?P<count>{_COUNT})\s+(?P<unit>{_UNIT})s?(?:'\s+time)?\b(?!\s+(?:of|since|after))"),
    ("coming", r"\b(?:the\s+)?(?P<way>coming|next|upcoming|nearest|following)\s+(?:(?P<few>few|couple of|several)\s+)?(?P<unit>hours|days|weeks|months|years)\b"),
    ("recent", rf"\b(?:the\s+|these\s+|in\s+|over\s+|for\s+|during\s+|within\s+)+(?P<way>recent|past|last|latest|previous|preceding)\s+(?:(?P<count>{_COUNT}|\d+|few|couple of)\s+)?(?P<unit>{_UNIT}s?|24-hour period)\b"),
    ("next", rf"\b(?:the\s+)?next\s+(?P<count>{_COUNT})\s+(?P<unit>{_UNIT})s\b"),
    ("period", r"\b(?P<when>last|this|next)\s+(?P<unit>week(?:end)?|month|year)\b"),
    ("dayword", (r"\b(?P<word>today|yesterday|tomorrow|tonight|overnight(?!\s+(?:on|of|from|into|to)\s+(?:the\s+)?(?:\d|(?-i:[A-Z])))|this (?:morning|afternoon|evening)|last (?:night|evening)"
        r"|(?:the )?night before|the day before yesterday|the day after tomorrow|tomorrow night|at night|during the night)\b")),
    ("same", (r"\b(?P<word>(?:the|that) (?:very )?same (?:day|evening|night|morning)|(?:the|that) same date|that (?:very )?day|that (?:night|evening|morning)"
        r"|(?:the )?(?:following|next) (?:day|morning|night)|(?:the )?(?:previous) (?:day|night|evening)|(?:the|a) day (?:before|earlier|after|later))\b(?!\s+(?:the|his|her|their|its|of)\b)")),
)  # fmt: skip
