"""What a form says below a field: how what stands there is understood."""

from collections.abc import Iterable
from typing import Any

from chronoterm.chronology.view import Chronology
from chronoterm.dates import DateError, PartialDate
from chronoterm.editing.fields import FormField, Shape
from chronoterm.editing.figures import DOT, figure_fault, figure_line
from chronoterm.editing.memberships import membership_fault, membership_text
from chronoterm.editing.naming import Naming
from chronoterm.editing.placing import value_in
from chronoterm.edits import Document
from chronoterm.records import Basis
from chronoterm.terms import Facet
from chronoterm.text import clean


def shown_as(field: FormField, document: Document, naming: Naming, chronology: Chronology) -> str:
    """What is understood of the value of a field; nothing where its text says it all."""
    value = value_in(document, field)
    match field.shape:
        case Shape.DATE:
            return _date(field, value, document)
        case Shape.NAME:
            return _names(field, [value], naming)
        case _ if isinstance(value, list):
            return "; ".join(_values(field, value, naming, chronology))
        case _:
            return ""


def _values(field: FormField, values: list[Any], naming: Naming, chronology: Chronology) -> Iterable[str]:
    """What is understood of each of several values; one that is wrong is left out."""
    match field.shape:
        case Shape.NAMES:
            return [_names(field, values, naming)]
        case Shape.FIGURES:
            return [_figure(each, chronology) for each in values if figure_fault(each) is None]
        case Shape.MEMBERSHIPS:
            return [_membership(each, naming) for each in values if membership_fault(each) is None]
        case _:
            return []


def _names(field: FormField, ids: Iterable[Any], naming: Naming) -> str:
    return "; ".join(naming.shown(field.facet or Facet.ACTOR, each) for each in ids if isinstance(each, str))


def _date(field: FormField, value: Any, document: Document) -> str:
    try:
        text = PartialDate.parse(value).text if isinstance(value, str) else ""
    except DateError:
        return ""
    at_the_latest = field.name == "date" and document.get("date_basis") == Basis.PUBLICATION.value
    return f"shown as {'≤ ' if at_the_latest else ''}{text}" if text else ""


def _figure(figure: Document, chronology: Chronology) -> str:
    """A figure with the name of its series in place of the id."""
    series = figure.get("series")
    if series is None:
        return figure_line(figure)
    known = chronology.series(series)
    name = f"{clean(series)} (no series of the store yet)" if known is None else clean(known.name)
    rest = figure_line({name: value for name, value in figure.items() if name not in ("series", "text")})
    return f"{rest}{DOT}{name}"


def _membership(membership: Document, naming: Naming) -> str:
    return membership_text(membership, naming.shown(Facet.ACTOR, membership["actor"]))
