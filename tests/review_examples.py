"""An invented article with what could be proposed of it, for the tests of reviews."""

import hashlib
from collections.abc import Sequence

from chronoterm.importers.proposals import (
    Article,
    Bound,
    Extraction,
    Flag,
    Precision,
    Proposal,
    ProposedDate,
    ProposedFigure,
    ProposedKind,
    ProposedName,
    ProposedRelation,
    Span,
)
from chronoterm.records import Basis

LEAD = "Mayor Anna Holm has said that the port of Vesterhavn will be closed in the coming days."
QUOTE = "“We cannot wait for the next storm, and we will not,”"
DETAILS = f"{QUOTE} she added. About 1,200 dockers are affected."
ARRIVAL = "The first repair ship, the Nordlys, arrived in the port on 3 March."
UNION = "Per Lund, head of the dockers' union, said on 2 March that nobody had been asked."
TEXT = f"\ufeff 5 March 2024 {LEAD}\r\n\r\nDetails: {DETAILS}\r\n\r\nBackground:\r\n\r\n{ARRIVAL} {UNION}\r\n"

PUBLISHED = "2024-03-05"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
FILE = "port.txt"


def span(words: str, text: str = TEXT) -> Span:
    """Where words stand in the article."""
    start = text.index(words)
    return start, start + len(words)


def day(iso: str, words: str | None, basis: Basis = Basis.EXPLICIT) -> ProposedDate:
    """A proposed day."""
    return ProposedDate(start=iso, end=iso, precision=Precision.DAY, basis=basis, text=words)


BY_PUBLICATION = ProposedDate(
    start=PUBLISHED, end=PUBLISHED, precision=Precision.DAY, bound=Bound.LATEST, basis=Basis.PUBLICATION
)
COMING_DAYS = ProposedDate(
    start=PUBLISHED,
    end="2024-03-12",
    precision=Precision.VAGUE,
    bound=Bound.WINDOW,
    basis=Basis.RELATIVE,
    text="in the coming days",
)

SAID = Proposal(
    id="r01",
    kind=ProposedKind.STATEMENT,
    section="lead",
    date=BY_PUBLICATION,
    summary="Holm: the port of Vesterhavn will be closed",
    speaker="new:anna-holm",
    speaker_role="Mayor",
    actors=("new:anna-holm",),
    places=("new:vesterhavn",),
    spans=(span(LEAD),),
    text=LEAD,
    rules={"kind": "verb “has said”", "date": "no day is given: by publication", "speaker": "title and name"},
    flags=(
        Flag("date", "only the day of publication is known"),
        Flag("speaker", "“Anna Holm” is new, and near to Anna Holmen"),
    ),
)
CLOSED = Proposal(
    id="r02",
    kind=ProposedKind.FORECAST,
    section="lead",
    date=COMING_DAYS,
    said=PUBLISHED,
    summary="Expected: the port of Vesterhavn is closed",
    places=("new:vesterhavn",),
    spans=(span(LEAD),),
    text=LEAD,
    rules={"kind": "future in a statement", "date": "“in the coming days”: seven days"},
    flags=(Flag("date", "a vague date"),),
)
QUOTED = Proposal(
    id="r03",
    kind=ProposedKind.STATEMENT,
    section="details",
    date=BY_PUBLICATION,
    summary="Holm: the port cannot wait for the next storm",
    speaker="new:anna-holm",
    actors=("new:anna-holm", "NO"),
    quotes=(QUOTE[1:-1],),
    figures=(ProposedFigure(value=1200, unit="dockers", approx=True, text="About 1,200 dockers"),),
    spans=(span(DETAILS),),
    text=DETAILS,
    rules={
        "speaker": "“she” is the running speaker",
        "quotes": "curly quotes",
        "figures": "number and plural",
    },
)
ARRIVED = Proposal(
    id="r04",
    kind=ProposedKind.EVENT,
    section="background",
    date=day("2024-03-03", "on 3 March"),
    summary="The first repair ship arrives",
    places=("new:vesterhavn",),
    spans=(span(ARRIVAL),),
    text=ARRIVAL,
    rules={"date": "“on 3 March”, the year of publication"},
)
DENIED = Proposal(
    id="r05",
    kind=ProposedKind.STATEMENT,
    section="background",
    date=day("2024-03-02", "on 2 March"),
    summary="Lund: nobody was asked",
    speaker="new:per-lund",
    speaker_role="head of the dockers' union",
    actors=("new:per-lund",),
    spans=(span(UNION),),
    text=UNION,
    rules={"speaker": "name, a noun", "date": "“on 2 March”, the year of publication"},
)

NAMES = {
    "new:anna-holm": ProposedName(
        id="new:anna-holm", type="person", name="Anna Holm", aliases=("Holm",), near=("anna-holmen",)
    ),
    "new:per-lund": ProposedName(id="new:per-lund", type="person", name="Per Lund"),
    "new:vesterhavn": ProposedName(id="new:vesterhavn", type="place", name="Vesterhavn", within="NO"),
    "NO": ProposedName(id="NO", type="country", name="Norway"),
}


def extraction(records: Sequence[Proposal] = (SAID, CLOSED, QUOTED, ARRIVED, DENIED)) -> Extraction:
    """What is proposed of the article."""
    return Extraction(
        article=Article(
            file=FILE,
            sha256=SHA256,
            chars=len(TEXT),
            published=PUBLISHED,
            published_text="5 March 2024",
            via="radio interview",
        ),
        records=tuple(records),
        relations=(
            ProposedRelation(type="asserts", from_="r01", to="r02", why="future in a statement"),
            ProposedRelation(type="background-of", from_="r04", to="r01", why="Background section"),
            ProposedRelation(type="background-of", from_="r05", to="r01", why="Background section"),
        ),
        names=NAMES,
        notes=("no source line",),
    )
