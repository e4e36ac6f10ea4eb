"""What leaves the program from the main screen: a cited quote, a view, or files of either."""

from collections.abc import Sequence

from chronoterm.screens.editing import EditingScreen
from chronoterm.screens.out_asked import ExportAsked, QuoteCopyAsked, StopAsked, ViewCopyAsked


class ExportingScreen(EditingScreen):
    """Asks for what is shown, selected or at hand to be copied or written to a file."""

    is_exporting = False
    """Whether a file is being written, which Esc stops."""

    def action_copy_quote(self) -> None:
        """Copy the quote of the record at hand."""
        if (record_id := self.record_at_hand) is not None:
            self._carry_out(QuoteCopyAsked(record_id))

    def action_copy_view(self) -> None:
        """Copy what is shown, or what is selected."""
        if self._view is not None and self._view.count:
            self._carry_out(ViewCopyAsked(self._view, self._selected))

    def action_export_open(self) -> None:
        """Ask which file is to be made of what is shown."""
        if self._view is None or not self._view.count:
            self.remark("there is nothing to export; Esc takes filters back")
        else:
            shown = self._list.column_keys if self._list.cells else ()  # the detail may stand in its place
            columns = [each.value for each in shown]
            self._carry_out(ExportAsked(self._view, self._selected, self.record_at_hand, columns))

    def stops_exporting(self) -> bool:
        """Stop what is being written; whether anything was."""
        if self.is_exporting:
            self._carry_out(StopAsked())
        return self.is_exporting

    @property
    def _selected(self) -> Sequence[str]:
        return self._chosen if self._list.selected else ()
