"""How the command line is read: what is a store, a command, an option or a query; and help teaches by examples."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from chronoterm.terms import Knowledge

Decorated = TypeVar("Decorated", bound=Callable[..., object])

NOTHING_MATCHED = 1
"""The exit code where no record answers."""

_ASKS = ("-h", "--help", "--version")
_STORE = ("-s", "--store")
_LETTER = len("-s")


class StoreFirst(click.Group):
    """A group whose first word may be a store instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Open the named store, or the default one, when no command is named."""
        store, rest = _leading_store(args)
        word = next((each for each in rest if not each.startswith("-")), None)
        if word is not None and word in self.commands:
            place = rest.index(word) + 1
            return super().parse_args(ctx, [*rest[:place], *store, *rest[place:]])
        if asked := [each for each in rest if each in _ASKS]:
            return super().parse_args(ctx, asked[:1])
        if (
            word is not None
            and rest[0] == word
            and (not word or word.isidentifier())
            and not os.path.lexists(word)
        ):
            raise click.UsageError(f"“{word}” is no file here, and no command ({self._words()}).", ctx)
        return super().parse_args(ctx, ["open", *args])

    def _words(self) -> str:
        return ", ".join(name for name, each in self.commands.items() if not each.hidden)


class SubcommandFirst(click.Group):
    """A group of commands of which each takes a store, which may be named before the command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put a store that is named first behind the command."""
        store, rest = _leading_store(args)
        return super().parse_args(ctx, [*rest[:1], *store, *rest[1:]])


class QueryCommand(click.Command):
    """A command whose words are a query: a word to leave out begins with a dash, and yet is no option.

    An option begins with two dashes or is a single letter after one; behind `--` every word belongs to the query.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Part the options from the words before they are read. Raises UsageError."""
        takes_value = {
            name: not (each.is_flag or each.count)
            for each in self.get_params(ctx)
            if isinstance(each, click.Option)
            for name in each.opts
        }
        options: list[str] = []
        words: list[str] = []
        waiting = iter(args)
        for word in waiting:
            if word == "--":
                words.extend(waiting)
            elif word.startswith("--") or (word.startswith("-") and len(word) == _LETTER):
                options.append(word)
                if takes_value.get(word):
                    options.append(_value_of(word, waiting, ctx))
            elif f"-{word.partition('=')[0]}" in takes_value:
                raise click.NoSuchOption(word, possibilities=[f"-{word}"], ctx=ctx)
            else:
                words.append(word)
        return super().parse_args(ctx, [*options, "--", *words])


def _value_of(option: str, waiting: Iterator[str], ctx: click.Context) -> str:
    value = next(waiting, None)
    if value is None:
        raise click.BadOptionUsage(option, f"Option '{option}' requires an argument.", ctx)
    return value


def examples(*lines: str) -> str:
    """Command lines for the end of a help text, each on a line of its own."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def _leading_store(args: list[str]) -> tuple[list[str], list[str]]:
    """`-s STORE` before a command, and what comes after."""
    if args and args[0] in _STORE:
        return args[:2], args[2:]
    if args and args[0].startswith("--store="):
        return args[:1], args[1:]
    return [], list(args)


def one_store(*named: Path | None) -> Path | None:
    """The one that is named, if any. Raises UsageError where both the argument and the option name a store."""
    stores = [each for each in named if each is not None]
    if len(stores) > 1:
        raise click.UsageError(f"Two stores are named, {stores[0]} and {stores[1]}.")
    return stores[0] if stores else None


def known_options(command: Decorated) -> Decorated:
    """The options that ask for what was known on a day, as `as_of` and `known`."""
    for each in (
        click.option(
            "--known",
            type=click.Choice([each.value for each in Knowledge]),
            default=Knowledge.SAID.value,
            show_default=True,
            help="With --as-of: by what had been said, by what sources had published, or by what was stored.",
        ),
        click.option("--as-of", metavar="DAY", help="As it was known at the end of that day."),
    ):
        command = each(command)
    return command
