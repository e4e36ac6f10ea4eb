"""Ids that come from what is imported alone, so that the same thing has the same id each time."""

import hashlib
import re

from chronoterm.editing.ids import slug_of
from chronoterm.text import fold

_CODE = 10
"""Characters of a hash in an id; of five bits each, so that two in a million records are hardly ever the same."""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_LONGEST_NAME = 40
_PLAIN = re.compile("[a-z0-9 '.,@-]+")
_NO_LETTER = re.compile("[^a-z0-9]+")


def code_of(*key: str) -> str:
    """Ten letters and digits for a key of one or more texts; another order is another key."""
    digest = hashlib.sha256("\0".join(f"{len(each)}:{each}" for each in key).encode("utf-8", "replace"))
    number = int.from_bytes(digest.digest()[:8], "big")
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(_CODE))


def record_id(form: str, *key: str) -> str:
    """The id of a record by what its file calls it: `feed-7f3k0a9xq2`. Its words may change and it is the same."""
    return f"{form}-{code_of(form, *key)}"


class Distinct:
    """The ids of one file, so that two things in it that go by one name but say different things are both taken."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def id_of(self, id_: str, *told: str) -> str | None:
        """The id, or another one where it belongs to what is told otherwise; none where the same is there already."""
        code = code_of(id_, *told)
        for each in (id_, f"{id_.partition('-')[0]}-{code}"):
            if each not in self._codes:
                self._codes[each] = code
                return each
            if self._codes[each] == code:
                return None
        return None


def name_id(name: str) -> str:
    """The id of an actor or place by its name: `ada-lund`; with a code where something in it would be lost."""
    folded = fold(name)
    slug = _NO_LETTER.sub("-", folded.replace("'", "")).strip("-")
    if slug and len(slug) <= _LONGEST_NAME and _PLAIN.fullmatch(folded):
        return slug
    return "-".join(filter(None, (slug_of(name), code_of("name", folded))))
