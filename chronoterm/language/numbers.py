"""Numbers and grades in a query: `10,000`, `1.5m`, `3000..12000`, `B2`."""

import re

from chronoterm.language.errors import told
from chronoterm.language.values import Value
from chronoterm.terms import Amount, Between, Comparison, Grade, Reported, Term

_NUMBER = re.compile(
    r"(?P<sign>[-−]?)(?P<digits>[0-9]{1,3}(?:[, \xa0\u2009\u202f'’][0-9]{3})+|[0-9]+)"
    r"(?P<fraction>\.[0-9]+)?(?:e(?P<exponent>[-+]?[0-9]{1,3}))? ?(?P<unit>k|m|bn|)",
    re.IGNORECASE,
)
ORIGINS = "origins"
"""The field that asks for origins, and not for reports."""

_UNITS = {"": 0, "k": 3, "m": 6, "bn": 9}
_LONGEST_NUMBER = 64
_GRADE = re.compile(r"(?P<reliability>[a-f])?(?P<credibility>[1-6])?", re.IGNORECASE)
_BETWEEN = ".."
_A_NUMBER = "write a number like 10000, 10,000, 10k or 1.5m, or a range like 3000..12000"
_A_GRADE = (
    "a grade is a letter from A (best) to F for the source and a digit from 1 (best) to 6 for what it says, "
    "like B2, one of the two, or none"
)


def amount(value: Value) -> Term:
    """The figure that a value asks for, or the range of figures, ends included. Raises QueryError."""
    if _BETWEEN not in value.text:
        return Amount(_number(value.text, value), value.comparison)
    if value.sign:
        raise value.refused("a range takes no sign before it")
    low, _, high = value.text.partition(_BETWEEN)
    if not high:
        return Amount(_number(low, value), Comparison.AT_LEAST)
    if not low:
        return Amount(_number(high, value), Comparison.AT_MOST)
    between = Between(_number(low, value), _number(high, value))
    if between.high < between.low:
        raise value.refused(f"the range {told(value.text)} ends below its beginning")
    return between


def reported(value: Value) -> Reported:
    """The number of reports or origins that a value asks for. Raises QueryError."""
    number = _number(value.text, value)
    if number < 0 or not number.is_integer():
        raise value.refused(f"{told(value.text)} is no whole number; write one like {value.field.name}:>=2")
    return Reported(int(number), value.comparison, value.field.name == ORIGINS)


def grade(value: Value) -> Grade:
    """The grade that a value asks for. Raises QueryError."""
    if value.text.lower() == "none":
        if value.comparison is not Comparison.SAME:
            raise value.refused("no grade is better or worse than none")
        return Grade()
    found = _GRADE.fullmatch(value.text)
    if found is None:
        raise value.refused(f"{told(value.text)} is no grade: {_A_GRADE}")
    reliability, credibility = found["reliability"], found["credibility"]
    asked = Grade(
        reliability and reliability.upper(), int(credibility) if credibility else None, value.comparison
    )
    if value.comparison is not Comparison.SAME and (asked.reliability == "F" or asked.credibility == 6):  # noqa: PLR2004 the scale
        raise value.refused("F and 6 say that nobody can judge it, so no grade is better or worse")
    return asked


def number_text(number: float) -> str:
    """A number as it reads back."""
    return repr(float(number)).removesuffix(".0")


def _number(text: str, value: Value) -> float:
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        raise value.refused(f"{told(text or value.text)} is no number; {_A_NUMBER}")
    digits = re.sub("[^0-9]", "", found["digits"])
    sign = "-" if found["sign"] else ""
    exponent = int(found["exponent"] or 0) + _UNITS[found["unit"].lower()]
    number = float(f"{sign}{digits}{found['fraction'] or ''}e{exponent}")
    if number in (float("inf"), float("-inf")):
        raise value.refused(f"{told(text)} is too large a number")
    return number + 0.0  # minus nought is nought
