"""Sentences of a grammar written in the EBNF of ISO/IEC 14977."""

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import NamedTuple

_TOKEN = re.compile(
    r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\?(?P<special>[^?]*)\?|(?P<name>\w+)|[=|,;(){}\[\]]"
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
MOST_REPEATED = 2


class Choice(NamedTuple):
    """One of some rows of parts; `closing` tells whether it is optional (`]`) or repeated (`}`)."""

    rows: list[list["Part"]]
    closing: str = ")"


class Name(NamedTuple):
    """Something that has a rule."""

    text: str


class Special(NamedTuple):
    """Something that is only told in words."""

    text: str


Part = str | Name | Special | Choice
Rules = Mapping[str, Choice]


def rules_of(text: str) -> Rules:
    """The rules of a grammar by name."""
    tokens = list(_TOKEN.finditer(text))
    rules: dict[str, Choice] = {}
    while tokens:
        name, equals = tokens.pop(0), tokens.pop(0)
        assert name["name"], name
        assert equals[0] == "=", equals
        rules[name["name"]] = Choice(_rows(tokens, ";"))
    return rules


def _rows(tokens: list[re.Match[str]], end: str) -> list[list[Part]]:
    rows: list[list[Part]] = [[]]
    while (token := tokens.pop(0))[0] != end:
        if token[0] == "|":
            rows.append([])
        elif token[0] != ",":
            rows[-1].append(_part(token, tokens))
    return rows


def _part(token: re.Match[str], tokens: list[re.Match[str]]) -> Part:
    if closing := _CLOSING.get(token[0]):
        return Choice(_rows(tokens, closing), closing)
    if token["name"]:
        return Name(token["name"])
    if token["special"]:
        return Special(token["special"].strip())
    return token["double"] or token["single"]


def terminals(choice: Choice) -> set[str]:
    """The texts that a rule has in quotes."""
    return {part for row in choice.rows for part in row if isinstance(part, str)}


class Speaker:
    """Makes sentences by chance; `told` makes what the grammar only tells in words."""

    def __init__(self, rules: Rules, told: Mapping[str, Callable[[Random], str]], chance: Random) -> None:
        self._rules = rules
        self._told = told
        self._chance = chance

    def sentence(self, name: str) -> str:
        """A text that the rule of this name allows."""
        return "".join(self._parts(Name(name), 0))

    def _parts(self, part: Part, depth: int) -> Iterator[str]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Special):
            yield self._told[part.text](self._chance)
        elif isinstance(part, Name):
            yield from self._parts(self._rules[part.text], depth + 1)
        else:
            for _ in range(self._times(part, depth)):
                for each in self._row(part, depth):
                    yield from self._parts(each, depth)

    def _times(self, choice: Choice, depth: int) -> int:
        if choice.closing == ")":
            return 1
        most = 1 if choice.closing == "]" else MOST_REPEATED
        return self._chance.randint(0, most) if depth < 12 else 0

    def _row(self, choice: Choice, depth: int) -> list[Part]:
        """Any of the rows; the last, which is the simplest, where it has gone deep."""
        return self._chance.choice(choice.rows) if depth < 12 else choice.rows[-1]
