"""Finding the documents of a damaged store from its end: the bytes are turned round, and so are the patterns."""

import re

from chronoterm.store.scanning import (
    CLOSE,
    COMMA,
    LITERALS,
    OPEN,
    Accept,
    Found,
    Walk,
    key_text,
    looks_complete,
    nested,
)

_STRING = rb'"(?:[^"\x00-\x08\x0b\x0c\x0e-\x1f]++|"\\(?:\\\\)*+(?!\\))*+"'
"""A quotation mark does not end a string where an odd number of backslashes follows, that is, stands before it."""

_OBJECT = nested(_STRING, tuple(each[::-1] for each in LITERALS), rb"[}\]]", rb"[{\[]")
_DOCUMENT = re.compile(rb"\s*+(?=\})(%b)\s*+:\s*+\"([0-9]{1,18})\"" % _OBJECT)
_MORE_THAN_A_NAME = re.compile(r'[\x00-\x1f{}\[\],:"]')
_NAME = re.compile(rb"\s*+:\s*+(%b)" % _STRING)


def walk_back(data: bytes, accept: Accept) -> Walk:
    """Go from the end of a file to its front as far as everything is in its place, through several stores too.

    The table of the first documents that are told is unknown where the walk did not come to its name.
    """
    walker = _Walker(data, accept)
    while walker.passes(CLOSE) and walker.tables() and walker.passes(OPEN):
        walker.whole = True
    found = [*walker.nameless, *walker.found]
    return Walk(sorted(found, key=lambda each: each.start), len(data) - walker.at, walker.whole)


class _Walker:
    def __init__(self, data: bytes, accept: Accept) -> None:
        self._data = data
        self._accept = accept
        self._back = data[::-1]
        self.at = 0
        self.whole = False
        self.found: list[Found] = []
        self.nameless: list[Found] = []

    def tables(self) -> bool:
        """Pass all tables of a store up to its opening brace."""
        while self._table():
            if not self.passes(COMMA):
                return True
        return False

    def _table(self) -> bool:
        name = _NAME.match(self._back, self.at) if self.passes(CLOSE) and self._documents() else None
        if name is None:
            return False
        table = key_text(name[1][::-1])
        if _MORE_THAN_A_NAME.search(table):  # one of its quotation marks is lost
            return False
        if table.isdigit():
            # That is a document: a brace is lost, and what seemed documents may be parts of it.
            if not all(looks_complete(self._data, each) for each in self.nameless):
                self.nameless.clear()
            return False
        self.found.extend(each._replace(table=table) for each in self.nameless)
        self.nameless.clear()
        self.at = name.end()
        return True

    def _documents(self) -> bool:
        """Pass the documents of a table and its opening brace."""
        size = len(self._data)
        while (found := _DOCUMENT.match(self._back, self.at)) is not None:
            start, end = size - found.end(1), size - found.start(1)
            if not self._accept(self._data[start:end]):
                return False
            self.nameless.append(Found(None, found[2][::-1].decode(), start, end))
            self.at = found.end()
            if not self.passes(COMMA):
                break
        return self.passes(OPEN, then=_NAME)

    def passes(self, pattern: re.Pattern[bytes], then: re.Pattern[bytes] | None = None) -> bool:
        """Pass a mark, where `then` would match behind it."""
        passed = pattern.match(self._back, self.at)
        if passed is None or (then is not None and then.match(self._back, passed.end()) is None):
            return False
        self.at = passed.end()
        return True
