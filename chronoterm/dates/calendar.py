"""The civil calendar in whole minutes: proleptic Gregorian, UTC, any year.

Time is an `int`: minutes since 0001-01-01T00:00 UTC. Years are astronomical (0 is 1 BC, -1 is 2 BC), and neither
negative years nor years beyond 9999 are special, which is why `datetime` is not used.
"""

EARLIEST = -(2**60)
"""The start of a date without a beginning; before every minute that a date can name."""

LATEST = 2**60
"""The end of a date without an end; after every minute that a date can name."""

DAY = 24 * 60
"""Minutes in a day."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The names of the months; January is at 0."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The names of the days of the week, as ISO 8601 orders them; Monday is at 0."""

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ERA_DAYS = 146_097  # days in 400 Gregorian years
_MARCH_0000_TO_0001 = 306  # days from 0000-03-01 to 0001-01-01


def minutes_of(year: int, month: int, day: int) -> int:
    """The minute at which a day begins.

    Month and day may run over either end: month 13 is January of the next year, day 0 the last of the month before.
    Rule: `days_from_civil` in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    """
    years, month0 = divmod(month - 1, 12)
    shifted_year = year + years - (month0 < 2)  # noqa: PLR2004 the shifted year begins in March
    era, year_of_era = divmod(shifted_year, 400)
    day_of_year = (153 * ((month0 + 10) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return (era * _ERA_DAYS + day_of_era - _MARCH_0000_TO_0001) * DAY


def day_of(minutes: int) -> tuple[int, int, int]:
    """Year, month and day in which a minute lies.

    Rule: `civil_from_days` in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    """
    era, day_of_era = divmod(minutes // DAY + _MARCH_0000_TO_0001, _ERA_DAYS)
    leap_days = day_of_era // 1460 - day_of_era // 36_524 + day_of_era // 146_096
    year_of_era = (day_of_era - leap_days) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = (shifted_month + 2) % 12 + 1
    return era * 400 + year_of_era + (month < 3), month, day  # noqa: PLR2004 the shifted year begins in March


def month_of(minutes: int) -> tuple[int, int]:
    """Year and month in which a minute lies."""
    year, month, _ = day_of(minutes)
    return year, month


def day_start(minutes: int) -> int:
    """The minute at which the UTC day of a minute begins."""
    return minutes - minutes % DAY


def days_in_month(year: int, month: int) -> int:
    """How many days a month (1 to 12) of a year has."""
    if month == 2 and is_leap(year):  # noqa: PLR2004 February
        return 29
    return _MONTH_DAYS[month - 1]


def is_leap(year: int) -> bool:
    """Whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_name(month: int) -> str:
    """The name of a month, 1 to 12: `October`."""
    return MONTHS[month - 1]


def month_title(year: int, month: int) -> str:
    """A month as a heading: `October 2024`, `March 44 BC`."""
    return f"{month_name(month)} {year_title(year)}"


def year_title(year: int) -> str:
    """A year as people write it: `2024`, `44 BC`, `AD 44`, `year 17000`.

    Below 1000 and above 9999 a bare number would not look like a year, so the era or the word goes with it.
    """
    if year <= 0:
        return f"{1 - year} BC"
    if year < 1000:  # noqa: PLR2004 four digits and more
        return f"AD {year}"
    return str(year) if year <= 9999 else f"year {year}"  # noqa: PLR2004 four digits


def weekday_name(minutes: int) -> str:
    """The day of the week of a minute, in three letters: `Thu`."""
    return WEEKDAYS[minutes // DAY % 7][:3]
