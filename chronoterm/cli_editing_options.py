"""What can be given to `chronoterm add`: an option for each field that a form has."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Option(NamedTuple):
    """An option, and the field that it fills in; one that may be repeated holds several values."""

    field: str
    flag: str
    metavar: str
    help: str
    several: bool = False

    @property
    def parameter(self) -> str:
        """What the option is called where its value is handed over."""
        return self.flag.removeprefix("--").replace("-", "_")


OPTIONS = (
    Option(
        "kind",
        "--kind",
        "KIND",
        "event: something happened, or is expected to; statement: somebody said something. If left out, "
        "what has a speaker or a quote is a statement.",
    ),
    Option("headline", "--headline", "TEXT", "One line, in your own words; always needed."),
    Option("date", "--date", "DATE", "2024-10-18, '18 oct 2024', 'oct 2024', '28-30 oct 2024', 'c. 2024'."),
    Option("actors", "--actor", "NAME", "Who takes part or is meant; again for another.", several=True),
    Option(
        "targets",
        "--target",
        "NAME",
        "To whom it is done, or against whom it is said; again for another.",
        several=True,
    ),
    Option("places", "--place", "NAME", "Where; again for another.", several=True),
    Option("speaker", "--speaker", "NAME", "Who says it."),
    Option("speaker_role", "--speaker-role", "TEXT", "The speaker's office at that time."),
    Option("quote", "--quote", "TEXT", "The words said, without quotation marks around them."),
    Option("quote_kind", "--quote-kind", "KIND", "direct, paraphrase or translated."),
    Option("lang", "--lang", "CODE", "Language of the quote: en, uk."),
    Option("summary", "--summary", "TEXT", "A few sentences."),
    Option("about_date", "--about-date", "DATE", "The time it speaks of, where that is another."),
    Option("date_text", "--date-text", "TEXT", "The words of the source that give the date."),
    Option(
        "date_basis",
        "--date-basis",
        "BASIS",
        "explicit, relative, anaphoric, publication (at the latest), none.",
    ),
    Option("tags", "--tag", "TAG", "A keyword; again for another.", several=True),
    Option(
        "figures", "--figure", "TEXT", "'c. 10,000-12,000 planned · SERIES'; again for another.", several=True
    ),
    Option("source.publisher", "--source-publisher", "TEXT", "Newspaper, agency, office, archive."),
    Option("source.title", "--source-title", "TEXT", "Of the article or document."),
    Option("source.author", "--source-author", "TEXT", "Who wrote it."),
    Option("source.url", "--source-url", "URL", "Where it can be read."),
    Option("source.published", "--source-published", "DATE", "The day it came out."),
    Option("source.retrieved", "--source-retrieved", "DATE", "The day you read it."),
    Option("source.via", "--source-via", "TEXT", "The channel between speaker and source."),
    Option("source.reliability", "--reliability", "A-F", "Of the source, on the Admiralty scale."),
    Option("source.credibility", "--credibility", "1-6", "Of this information, on the same scale."),
)
EXPECTED = "expected"
"""The one field whose option is a switch."""

FLAGS: Mapping[str, str] = {EXPECTED: "--expected"} | {each.field: each.flag for each in OPTIONS}
"""What the option of each field is called."""


def field_options(command: Command) -> Command:
    """Give a command an option for each field of a record, in this order."""
    switch = click.option(FLAGS[EXPECTED], is_flag=True, help="A forecast, a promise or a plan.")
    for each in reversed(OPTIONS):
        option = click.option(each.flag, metavar=each.metavar, multiple=each.several, help=each.help)
        command = option(command)
        command = switch(command) if each.field == "kind" else command
    return command
