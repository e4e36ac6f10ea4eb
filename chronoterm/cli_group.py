"""How the command line is read: a store may stand where a command is expected, and help teaches by examples."""

import os
from pathlib import Path

import click

_ASKS = ("-h", "--help", "--version")
_STORE = ("-s", "--store")


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
