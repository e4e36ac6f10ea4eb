"""The commands by name: the palette's list is the table of commands."""

from collections.abc import Iterator
from functools import partial

from textual._types import IgnoreReturnCallbackType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.screen import Screen

from chronoterm.commands import Command, Place, at, shown_keys
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.widgets.chronology_list import ChronologyList


def offered(rights: Rights = ALL_RIGHTS) -> tuple[Command, ...]:
    """The commands that can be run by name: all of the main screen that are allowed and need no number."""
    commands = (each for each in at(Place.CHRONOLOGY, Place.LIST, Place.PROGRAM) if rights.allow(each.needs))
    return tuple(each for each in commands if each.keys[:1] != ("1",) and each.id != "program.commands")


class CommandProvider(Provider):
    """Offers every command of the main screen with its help and keys."""

    @property
    def _rights(self) -> Rights:
        return next(each.rights for each in self.app.screen_stack if isinstance(each, ChronologyScreen))

    async def discover(self) -> Hits:
        """Everything, when nothing is typed."""
        for command in offered(self._rights):
            yield DiscoveryHit(command.label, self._run(command), help=_help(command))

    async def search(self, query: str) -> Hits:
        """The commands that fit what is typed."""
        matcher = self.matcher(query)
        for command in offered(self._rights):
            text = f"{command.label} · {command.help}"
            if (score := matcher.match(text)) > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.label),
                    self._run(command),
                    text=text,
                    help=_help(command),
                )

    def _run(self, command: Command) -> IgnoreReturnCallbackType:
        return partial(self.app.run_action, command.action, next(_runners(command, self.screen)))


def _runners(command: Command, screen: Screen[object]) -> Iterator[DOMNode]:
    """Who carries a command out: the list, the app or the screen."""
    if Place.LIST in command.places:
        yield screen.query_one(ChronologyList)
    yield screen.app if Place.PROGRAM in command.places else screen


def _help(command: Command) -> str:
    keys = shown_keys(command)
    return f"{command.help}  {keys}" if keys else command.help
