"""Finding the figures that one disagrees with, without comparing each with each: a tree over those of one state."""

from collections.abc import Callable, Iterator, Sequence
from math import inf

from chronoterm.dates import EARLIEST
from chronoterm.instruments.ledger_comparing import Account, Range, disagree

Updates = Callable[[int, int], bool]
"""Whether the record of one row updates that of the other, or the other way round."""


class Opponents:
    """The accounts of one state in order of time, the undated last, as leaves of a binary tree.

    A node knows of its leaves the latest end of a date, the least highest and the greatest lowest number that may be
    meant; where these show that none of them can be meant, nobody looks further.
    """

    def __init__(self, accounts: Sequence[Account], updates: Updates) -> None:
        self._accounts = accounts
        self._updates = updates
        self._dated = sum(each.dated is not None for each in accounts)
        self._first_leaf = 1
        while self._first_leaf < self._dated:
            self._first_leaf *= 2
        nodes = 2 * self._first_leaf
        self._end, self._high, self._low = [EARLIEST] * nodes, [inf] * nodes, [-inf] * nodes
        self._plant()

    def _plant(self) -> None:
        for place, account in enumerate(self._accounts[: self._dated], start=self._first_leaf):
            self._low[place], self._high[place] = account.meant
            self._end[place] = account.dated[1] if account.dated is not None else EARLIEST
        for node in range(self._first_leaf - 1, 0, -1):
            left, right = 2 * node, 2 * node + 1
            self._end[node] = max(self._end[left], self._end[right])
            self._high[node] = min(self._high[left], self._high[right])
            self._low[node] = max(self._low[left], self._low[right])

    def of(self, place: int) -> Iterator[int]:
        """The places of the accounts that the one at a place disagrees with, ascending."""
        account = self._accounts[place]
        if account.dated is None:
            return
        start, end = account.dated
        meant = account.meant
        waiting = [1]
        while waiting:
            node = waiting.pop()
            if self._end[node] <= start or not self._may_be_apart(node, meant):
                continue
            if node < self._first_leaf:
                waiting += (2 * node + 1, 2 * node)
                continue
            other = node - self._first_leaf
            found = self._accounts[other]
            if found.dated is None or found.dated[0] >= end:
                return  # all that follow begin later still
            if disagree(found, account) and not self._updates(found.row, account.row):
                yield other

    def _may_be_apart(self, node: int, meant: Range) -> bool:
        return self._high[node] < meant.low or self._low[node] > meant.high
