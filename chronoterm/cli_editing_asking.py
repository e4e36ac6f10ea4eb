"""Asking before something is changed, where there is somebody to answer."""

import sys

import click

from chronoterm.output import complain
from chronoterm.problems import ChronotermError
from chronoterm.text import clean, to_ascii

YES, NO = ("y", "yes"), ("", "n", "no")


def demand_answers(*, yes: bool) -> None:
    """Raise ChronotermError where somebody would have to be asked and there is no terminal to do so."""
    if not yes and not may_ask():
        raise ChronotermError("there is no terminal to ask on; --yes does it without asking")


def may_ask() -> bool:
    """Whether somebody sees what is printed, and can answer."""
    return all(each is not None and each.isatty() for each in (sys.stdin, sys.stdout, sys.stderr))


def demand_agreement(question: str) -> None:
    """Ask, and raise Abort unless the answer is yes."""
    if not agrees(question):
        complain("nothing was changed")
        raise click.Abort


def agrees(question: str) -> bool:
    """Ask a question on the terminal; whether the answer is yes. Raises Abort at the end of the input."""
    while True:
        sys.stderr.write(f"{_encodable(clean(question))} [y/N] ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:  # no answer that anybody understands
            continue
        if not line:
            sys.stderr.write("\n")
            raise click.Abort
        if (answer := line.strip().casefold()) in (*YES, *NO):
            return answer in YES


def _encodable(text: str) -> str:
    try:
        text.encode(sys.stderr.encoding or "utf-8")
    except UnicodeEncodeError:
        return to_ascii(text)
    return text
