"""Giving tags to records, and taking one's own away."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chronoterm.chronology.view import FacetValue
from chronoterm.commands import Place, key_line
from chronoterm.matching import fit_of
from chronoterm.screens.window import Window
from chronoterm.text import clean, fold, isolate
from chronoterm.widgets.form_list import FormList, ListLine
from chronoterm.widgets.keys import bindings

LONGEST_TAG = 100
"""Characters of a tag."""

MOST_LINES = 16
LEAST_LINES = 5
SPACE = "space"


class Tags(NamedTuple):
    """Tags that the user gives to the records, and those that are taken away again."""

    given: tuple[str, ...]
    taken: tuple[str, ...]


class Known(NamedTuple):
    """A tag with its number of records in the store, and the names it is found by; `is_new` if nobody has it."""

    tag: str
    records: int
    names: tuple[str, ...]
    is_new: bool = False


class TagPrompt(Window[Tags | None]):
    """Lists the tags of some records, one's own marked, then all others; gives what should change."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.TAGS)

    def __init__(
        self,
        heading: str,
        records: int,
        mine: Mapping[str, int],
        others: Mapping[str, Sequence[str]],
        every: Sequence[FacetValue],
    ) -> None:
        """`heading` names the records, of which there are so many.

        `mine` are the user's tags with the number of these records that have them, `others` those that somebody else
        gave, with whom, and `every` all tags of the store.
        """
        super().__init__()
        self._heading = heading
        self._records = records
        self._mine = mine
        self._others = others
        counts = {each.value: each.count for each in every}
        first = dict.fromkeys((*mine, *others))
        rest = sorted((each for each in counts if each not in first), key=lambda each: (-counts[each], each))
        self._every = [Known(each, counts.get(each, 0), (fold(each),)) for each in (*first, *rest)]
        self._wanted: dict[str, bool] = {}
        self._narrowed_to: str | None = None
        self._shown: list[Known] = []

    def compose(self) -> ComposeResult:
        """A prompt over the tags."""
        with Vertical(classes="window"):
            yield Static(Content(f"Tags of {isolate(clean(self._heading))}"), classes="window-title")
            yield TagInput()
            yield FormList(id="choices")
            yield Static(Content(""), id="reading")
            yield Static(Content(key_line(Place.TAGS)), classes="window-keys")

    def on_mount(self) -> None:
        """Show the tags that there are."""
        self.set_focus(self._input)
        self._list.styles.height = max(LEAST_LINES, min(len(self._every), MOST_LINES))
        self.narrow()

    @property
    def _list(self) -> FormList:
        return self.query_one(FormList)

    @property
    def _input(self) -> "TagInput":
        return self.query_one(TagInput)

    @property
    def _typed(self) -> str:
        return " ".join(clean(self._input.value).split())

    # What is shown

    @on(Input.Changed)
    def narrow(self) -> None:
        """Show the tags that fit what is typed."""
        self._narrow()

    def _narrow(self) -> None:
        """Show the tags that fit what is typed by now, the best first, and what is typed as a new one."""
        typed = fold(self._typed)
        if typed == self._narrowed_to:
            return
        self._narrowed_to = typed
        if not typed:
            self._shown = self._every
        else:
            fits = [(fit_of(typed, each.names), each) for each in self._every]
            found = sorted((pair for pair in fits if pair[0]), key=lambda pair: (-pair[0], -pair[1].records))
            self._shown = [each for _, each in found]
            if all(typed not in each.names for each in self._shown):
                self._shown.append(Known(self._typed, 0, (typed,), is_new=True))
        self._tell()

    def _tell(self, cursor: int = 0) -> None:
        self._list.show([self._line(each) for each in self._shown], cursor)
        given, taken = self._changes
        parts = [
            f"{word} {', '.join(isolate(clean(each)) for each in tags)}"
            for word, tags in (("adds", given), ("takes away", taken))
            if tags
        ]
        self.query_one("#reading", Static).update(Content(" · ".join(parts)))

    def _line(self, known: Known) -> ListLine:
        part = (
            ""
            if known.tag in self._wanted or not self._is_partial(known.tag)
            else f" on {self._mine[known.tag]}"
        )
        sign = "+" if self._is_mine(known.tag) else "~" if part else " "
        mine = [f"you{part}"] if known.tag in self._mine else []
        whose = ", ".join((*mine, *self._others.get(known.tag, ())))
        count = "new" if known.is_new else f"{known.records:,}"
        text = f"{sign} {known.tag}"
        return ListLine(text, f"{whose}  {count:>7}", sign != " ")

    def _is_partial(self, tag: str) -> bool:
        return 0 < self._mine.get(tag, 0) < self._records

    def _is_mine(self, tag: str) -> bool:
        """Whether the tag is one of the user's on all records, as it is marked now."""
        return self._wanted.get(tag, self._mine.get(tag, 0) >= self._records > 0)

    @property
    def _changes(self) -> Tags:
        return Tags(
            tuple(
                tag
                for tag, wanted in self._wanted.items()
                if wanted and self._mine.get(tag, 0) < self._records
            ),
            tuple(tag for tag, wanted in self._wanted.items() if not wanted and self._mine.get(tag, 0)),
        )

    # Keys

    def action_tags_down(self) -> None:
        """To the next tag."""
        self._list.cursor += 1

    def action_tags_up(self) -> None:
        """To the tag before."""
        self._list.cursor -= 1

    def action_tags_page_down(self) -> None:
        """A page on."""
        self._list.cursor += self._list.size.height

    def action_tags_page_up(self) -> None:
        """A page back."""
        self._list.cursor -= self._list.size.height

    def action_tags_mark(self) -> None:
        """Give the tag under the cursor, or take it away."""
        if not self._shown:
            return
        known = self._shown[self._list.cursor]
        self._wanted[known.tag] = not self._is_mine(known.tag)
        if known.is_new:
            self._every = [known._replace(is_new=False), *self._every]
        if self._input.value:
            self._input.value = self._narrowed_to = ""
            self._shown = self._every
            self._tell(next(at for at, each in enumerate(self._every) if each.tag == known.tag))
        else:
            self._tell(self._list.cursor)

    def action_tags_take(self) -> None:
        """Give or take away the tag that is typed; where nothing is typed, save."""
        if self._typed:
            self._narrow()
            self.action_tags_mark()
        else:
            self.action_tags_save()

    def action_tags_save(self) -> None:
        """Give what should change."""
        changes = self._changes
        self.close(changes if any(changes) else None)

    def action_tags_cancel(self) -> None:
        """Change nothing."""
        self.close(None)

    @on(FormList.Clicked)
    def click(self) -> None:
        """A click gives the tag under it, or takes it away."""
        self.action_tags_mark()


class TagInput(Input):
    """Takes what is typed; the keys of the window are carried out in the order in which they and letters come.

    Space belongs to the list where nothing is typed. Once the window is closed, keys are for what is below.
    """

    def __init__(self) -> None:
        super().__init__(placeholder="type a tag", max_length=LONGEST_TAG, select_on_focus=False)
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Carry out a key of the window before what is typed after it."""
        window = self.screen
        if not isinstance(window, TagPrompt):
            return
        bound = window._bindings.key_to_bindings.get(event.key)  # noqa: SLF001 - as Textual looks them up
        is_letter = event.key == SPACE and bool(self.value)
        if window.is_closed:
            self.app.post_message(events.Key(event.key, event.character))
        elif bound and not is_letter:
            await window.run_action(bound[0].action)
        else:
            return
        event.stop()
        event.prevent_default()
