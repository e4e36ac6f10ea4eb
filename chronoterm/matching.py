"""Finding names by what somebody types: by whole name, by the start of a word, or by letters in order."""

from chronoterm.text import fold

EXACT, NAME_START, WORD_START, INSIDE, SCATTERED = 5, 4, 3, 2, 1
"""How well a name fits, best first; 0 stands for not at all."""


def fit_of(typed: str, names: tuple[str, ...]) -> int:
    """How well the best of `names` fits what was typed; both folded. Nothing typed fits everything."""
    if not typed:
        return WORD_START
    best = 0
    for name in names:
        if typed in name:
            best = max(best, _fit_of_start(typed, name) or INSIDE)
        elif not best and _in_order(typed, name):
            best = SCATTERED
    return best


def fit_of_start(typed: str, names: tuple[str, ...]) -> int:
    """How well the best of `names` fits as a whole or by the start of a word; 0 where none does so."""
    return max((_fit_of_start(typed, name) for name in names), default=0)


def fold_all(*names: str) -> tuple[str, ...]:
    """Names as `fit_of` wants them."""
    return tuple(fold(name) for name in names)


def _fit_of_start(typed: str, name: str) -> int:
    if typed == name:
        return EXACT
    if name.startswith(typed):
        return NAME_START
    return WORD_START if f" {typed}" in name or f"-{typed}" in name or f":{typed}" in name else 0


def _in_order(typed: str, name: str) -> bool:
    """Whether the letters of `typed` come one after another in `name`."""
    after = 0
    for letter in typed:
        if letter != " ":
            after = name.find(letter, after) + 1
            if not after:
                return False
    return True
