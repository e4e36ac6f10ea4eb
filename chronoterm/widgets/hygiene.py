"""The last line of defence: what reaches the terminal is text, never a control."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from chronoterm.text import scrub, to_ascii


class ScrubFilter(LineFilter):
    """Drops control characters from everything that is painted, whoever forgot to clean it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature is Textual's
        """The segments without controls."""
        return [
            segment
            if segment.control or (text := scrub(segment.text)) == segment.text
            else Segment(text, segment.style)
            for segment in segments
        ]


class AsciiFilter(LineFilter):
    """Puts ASCII in the place of everything else, cell for cell, for terminals that show nothing else."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the signature is Textual's
        """The segments in ASCII."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(to_ascii(segment.text), segment.style)
            for segment in segments
        ]
