"""The text of an order: `date`, `-date`, `actor,-date`."""

from chronoterm.language.errors import told
from chronoterm.ordering import Order, Sorting, SortKey, order_by
from chronoterm.problems import ChronotermError

_KEYS = {each.value: each for each in SortKey}


def read_order(text: str) -> Order:
    """The order that a text means: columns parted by commas, the first deciding, `-` before one turns it round.

    Raises ChronotermError for a column that there is not.
    """
    return order_by(*[_sorting(each) for each in text.split(",")])


def written_order(order: Order) -> str:
    """The text that reads as an order."""
    return ",".join(f"{'-' * each.reverse}{each.key.value}" for each in order.columns)


def _sorting(text: str) -> Sorting:
    name = text.strip().lower()
    key = _KEYS.get(name.removeprefix("-").lstrip())
    if key is None:
        *others, last = _KEYS
        known = f"{', '.join(others)} and {last}"
        raise ChronotermError(f"no column is called {told(text.strip())}; there are {known}")
    return Sorting(key, reverse=name.startswith("-"))
