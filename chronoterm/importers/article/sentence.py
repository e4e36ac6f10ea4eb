"""A sentence of an article as it was read, and what goes on from one sentence to the next."""

from datetime import date
from typing import NamedTuple

from chronoterm.importers.article.date_roles import Roles
from chronoterm.importers.article.mentions import Mention
from chronoterm.importers.article.quotes import Quote
from chronoterm.importers.article.sections import Paragraph
from chronoterm.importers.article.speakers import Seen
from chronoterm.importers.article.speaking import Said
from chronoterm.importers.proposals import ProposedFigure

Span = tuple[int, int]


class Speaker(NamedTuple):
    """Who says a sentence: an id, the words that the article has for the office, and whether they stand elsewhere."""

    id: str | None = None
    role: str | None = None
    role_is_carried: bool = False


class Sentence(NamedTuple):
    """A sentence with who says it, its dates, names, quotes and figures; `first` means first in its paragraph.

    `additive` says that it has a cue like “also”; `whole_quote` that it is a quote without words around it, which
    may run over paragraphs.
    """

    span: Span
    paragraph: Paragraph
    first: bool
    said: Said | None
    by: Speaker
    dates: Roles
    mentions: list[Mention]
    quotes: list[Quote]
    figures: list[ProposedFigure]
    additive: bool = False

    @property
    def speaker(self) -> str | None:
        """The id of the speaker."""
        return self.by.id


class Running(NamedTuple):
    """What goes on from sentence to sentence: who spoke last, whom “he” means, who was named, and the last day.

    `day` and `year` are those of the last date of the paragraph, `unnamed` the words for a speaker without a name.
    """

    speaker: Speaker = Speaker()
    subject: str | None = None
    named: tuple[Seen, ...] = ()
    day: date | None = None
    year: int | None = None
    figures: tuple[ProposedFigure, ...] = ()
    unnamed: str = ""
