"""What widgets announce: each message knows the widget it comes from."""

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


@dataclass
class WidgetMessage(Message):
    """Something happened in a widget."""

    widget: Widget

    @property
    def control(self) -> Widget:
        """The widget, so that handlers can be bound to one by a selector."""
        return self.widget


class Up(Message):
    """A screen takes keys from now on."""
