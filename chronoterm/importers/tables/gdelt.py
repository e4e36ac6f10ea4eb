"""GDELT 1.0 and 2.0 events: what a machine found in the news, one event a row, mostly without a header.

Columns are those of "The GDELT Event Database Data Format Codebook", version 1.03 of 2013 and 2.0 of 2015, event codes those of the
CAMEO codebook, version 1.1b3 of 2012. Rows of version 2 have three columns more. Actor 2 is
the target of what actor 1 does.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from chronoterm.importers.tables.countries import country_coded, country_named
from chronoterm.records import Kind

NEEDED = ("globaleventid", "sqldate", "actor1code", "eventrootcode", "actiongeo_fullname", "dateadded")

MORE = ("kind", "speaker", "actor_1", "actor_2", "headline", "place", "region", "country", "host")
"""Columns that `mending` adds to a row."""

MAP = """
name = "gdelt"

[record]
id = "gdelt-{GLOBALEVENTID}"
kind = "{kind}"
headline = "{headline}"
speaker = "{speaker}"
keep = [
    "EventCode", "QuadClass", "GoldsteinScale", "IsRootEvent", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    "Actor1Code", "Actor2Code", "ActionGeo_Type", "DATEADDED",
]

[date]
column = "SQLDATE"
order = "ymd"

[[actors]]
column = "actor_1"
[[actors]]
column = "actor_2"
target = true

[[places]]
column = "place"
[[places]]
column = "region"
kind = "region"
[[places]]
column = "country"
kind = "country"

[coordinates]
latitude = "ActionGeo_Lat"
longitude = "ActionGeo_Long"

[[sources]]
publisher = "{host}"
url = "{SOURCEURL}"
"""

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_EVENT = (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale "
    "NumMentions NumSources NumArticles AvgTone"
)
_GEO_1 = "Type FullName CountryCode ADM1Code Lat Long FeatureID"
_GEO_2 = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"


def _columns(geo: str) -> tuple[str, ...]:
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR.split()),
        *_EVENT.split(),
        *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in geo.split()),
        *("DATEADDED", "SOURCEURL"),
    )


VERSION_1 = _columns(_GEO_1)
VERSION_2 = _columns(_GEO_2)

# What somebody does, by the first two digits of the code: alone, and to somebody.
_DEEDS = {
    "01": ("makes a statement", "makes a statement to {}"),
    "02": ("makes an appeal", "appeals to {}"),
    "03": ("expresses intent to cooperate", "expresses intent to cooperate with {}"),
    "04": ("holds consultations", "consults with {}"),
    "05": ("engages in diplomatic cooperation", "engages in diplomatic cooperation with {}"),
    "06": ("engages in material cooperation", "engages in material cooperation with {}"),
    "07": ("provides aid", "provides aid to {}"),
    "08": ("yields", "yields to {}"),
    "09": ("investigates", "investigates {}"),
    "10": ("makes a demand", "makes a demand of {}"),
    "11": ("voices disapproval", "voices disapproval of {}"),
    "12": ("voices rejection", "voices rejection of {}"),
    "13": ("makes a threat", "threatens {}"),
    "14": ("protests", "protests against {}"),
    "15": ("shows military or police power", "shows military or police power to {}"),
    "16": ("reduces relations", "reduces relations with {}"),
    "17": ("coerces", "coerces {}"),
    "18": ("assaults", "assaults {}"),
    "19": ("fights", "fights {}"),
    "20": ("uses unconventional mass violence", "uses unconventional mass violence against {}"),
}
_SAID = frozenset(("01", "02", "03", "10", "11", "12", "13"))
_NOBODY = "Somebody"


def headless(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a table whose first row, without a header, has these cells; none if it is not of GDELT."""
    columns = next((each for each in (VERSION_1, VERSION_1[:-1], VERSION_2) if len(each) == len(cells)), None)
    if columns is None or not (cells[0].isdigit() and len(cells[1]) == 8 and cells[1].isdigit()):  # noqa: PLR2004 YYYYMMDD
        return None
    return columns


def mending(header: Sequence[str]) -> Callable[[list[str]], list[str]]:
    """How the columns of `MORE` are worked out for tables with this header."""
    places = {name.strip().casefold(): place for place, name in enumerate(header)}
    names = ("Name", "Code", "CountryCode")
    first, second = (tuple(places.get(f"actor{n}{each}".casefold()) for each in names) for n in (1, 2))
    root, where, url = (places.get(each) for each in ("eventrootcode", "actiongeo_fullname", "sourceurl"))

    def mend(cells: list[str]) -> list[str]:
        one = _actor(*(_at(cells, each) for each in first))
        two = _actor(*(_at(cells, each) for each in second))
        code = _at(cells, root).zfill(2)
        said = code in _SAID and one != ""
        kind = Kind.STATEMENT if said else Kind.EVENT
        deed = _deed(code, two)
        headline = deed[:1].upper() + deed[1:] if said else f"{one or _NOBODY} {deed}"
        speaker = one if said else ""
        return [
            *cells,
            kind.value,
            speaker,
            one,
            two,
            headline,
            *_place(_at(cells, where)),
            _host(_at(cells, url)),
        ]

    return mend


def _at(cells: Sequence[str], place: int | None) -> str:
    return "" if place is None else cells[place].strip()


@lru_cache(maxsize=1 << 12)
def _actor(name: str, code: str, country_code: str) -> str:
    """What an actor is called: a country by its code alone, others by their names with their country in brackets."""
    country = country_coded(country_code)
    if country and code == country_code:
        return country.name
    name = (name or code).title()
    if not name or country is None or country_named(name) == country:
        return name
    return f"{name} ({country.name})"


def _deed(code: str, to: str) -> str:
    alone, with_somebody = _DEEDS.get(
        code, (f"does something (CAMEO {code})", f"does something to {{}} (CAMEO {code})")
    )
    return with_somebody.format(to) if to else alone


@lru_cache(maxsize=1 << 12)
def _place(name: str) -> tuple[str, str, str]:
    """A place, its region and its country: `Austin, Texas, United States`; a region may have commas in it."""
    parts = [each.strip() for each in name.split(",")]
    if len(parts) == 1:
        return "", "", parts[0]
    if len(parts) == 2:  # noqa: PLR2004 a region and its country
        return "", parts[0], parts[1]
    return parts[0], ", ".join(parts[1:-1]), parts[-1]


def _host(url: str) -> str:
    """The host that an address names, without `www`."""
    _, mark, rest = url.partition("://")
    return rest.partition("/")[0].removeprefix("www.") if mark else ""
