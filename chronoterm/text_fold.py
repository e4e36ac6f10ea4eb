"""Folding: text reduced to what matters when it is searched or compared."""

import unicodedata

from chronoterm.text_scripts import REPLACEMENT, CharacterTable, is_invisible

# Letters that Unicode does not decompose, with what people type instead.
PLAIN_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
}
_PLAIN_PUNCTUATION = (
    dict.fromkeys("‘’‚‛′‹›ʹʻʼʽˈ`´", "'")
    | dict.fromkeys("“”„‟″«»〝〞", '"')
    | dict.fromkeys("‐‑‒–—―−⸺⸻־﹘﹣－", "-")
)
_PLAIN = PLAIN_LETTERS | _PLAIN_PUNCTUATION


def folded(text: str) -> str:
    """What `text.fold` makes of a text that is not plain ASCII."""
    return composed(" ".join(text.translate(_FOLDED).split()))


def single_letters(text: str) -> list[str]:
    """What each character of a text folds to, nothing for a mark; letters are still to be composed."""
    return [_FOLDED[ord(character)] for character in text]


def composed(letters: str) -> str:
    """Folded letters as they stand in a folded text."""
    return unicodedata.normalize("NFC", letters)


def _folded(character: str) -> str:
    """One character folded until nothing changes, since a decomposition may yield what folds further."""
    if "\ud800" <= character <= "\udfff":
        return REPLACEMENT
    before, now = "", character
    while now != before:
        before = now
        plain = "".join(_PLAIN.get(part, part) for part in now)
        decomposed = unicodedata.normalize("NFKD", plain).casefold()
        now = "".join(part for part in decomposed if not _is_dropped(part))
    return now


def _is_dropped(character: str) -> bool:
    if unicodedata.combining(character) or is_invisible(character):
        return True
    category = unicodedata.category(character)
    return category == "Me" or (category == "Cc" and not character.isspace())


_FOLDED = CharacterTable(_folded)
