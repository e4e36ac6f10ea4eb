"""How fast tables come in, and in how much memory: `python -m bench.importing [--rows 1000000] [--file KEPT.csv]`.

Writes rows with the columns of UCDP GED and invented contents, then reads them in a process of its own.
"""

import argparse
import csv
import hashlib
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from chronoterm.importers.incoming import Origin
from chronoterm.importers.tables import read_table, tally

DEMANDED_ROWS, DEMANDED_MEGABYTES = 20_000, 150
_COLUMNS = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name \
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b \
number_of_sources source_article source_office source_date source_headline source_original where_prec \
where_coordinates where_description adm_1 adm_2 priogrid_gid country country_id region event_clarity date_prec \
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob longitude latitude
"""
COLUMNS = _COLUMNS.split()
COUNTRIES = (
    "Mali",
    "Sudan",
    "Chad",
    "Niger",
    "Kenya",
    "Iraq",
    "Nepal",
    "Peru",
    "Angola",
    "Yemen (North Yemen)",
)
OFFICES = ("Agency", "Gazette", "Radio North", "Harbour Post", "Office of Observers")
WIDTHS = {1: 1, 2: 4, 3: 7, 4: 20, 5: 120}
FIRST_DAY = date(1989, 1, 1)
TOWNS = 6000
"""Of each country; a tenth of a million rows is of a place that was not in the table before."""


def rows(number: int) -> Iterator[list[str]]:
    """Invented rows; places come in clusters, as in tables that are sorted by country."""
    chance = random.Random(6)
    for each in range(number):
        country = COUNTRIES[each * len(COUNTRIES) // number]
        group = chance.randrange(40)
        town = int(TOWNS * chance.random() ** 3)  # a few towns have most of the rows
        region, district = town % 12, town % 60
        sharp = chance.choices((1, 2, 3, 4, 5), (74, 14, 2, 8, 2))[0]
        first = FIRST_DAY + timedelta(chance.randrange(12_000))
        last = first + timedelta(WIDTHS[sharp] - 1)
        articles = [
            (
                chance.choice(OFFICES),
                str(last + timedelta(2)),
                f"Report {each} of fighting near town {town}, day {n}",
            )
            for n in range(chance.choice((1, 1, 1, 2, 3)))
        ]
        low = chance.randrange(20)
        row = dict.fromkeys(COLUMNS, "0") | {
            "id": str(100_000 + each),
            "code_status": "Clear",
            "type_of_violence": str(1 + group % 3),
            "conflict_name": f"{country}: Government",
            "dyad_name": f"Government of {country} - Group {group}",
            "side_a": f"Government of {country}",
            "side_b": f"Group {group}",
            "source_article": ";".join(f'"{office},{day},{title}"' for office, day, title in articles),
            "source_office": ";".join(office for office, _, _ in articles),
            "source_date": ";".join(day for _, day, _ in articles),
            "source_headline": ";".join(title for _, _, title in articles),
            "source_original": chance.choice(("", "army spokesman", "Office of Observers")),
            "where_prec": str(chance.randrange(1, 6)),
            "where_coordinates": f"Town {town} of {country}",
            "where_description": f"Village {chance.randrange(10**6)}, some 12 km to the north of town {town}",
            "adm_1": f"Région {region}",
            "adm_2": f"District {district}",
            "country": country,
            "region": "Africa",
            "event_clarity": "1",
            "date_prec": str(sharp),
            "date_start": f"{first}T00:00:00",
            "date_end": f"{last}T00:00:00",
            "best": str(low + 2),
            "low": str(low),
            "high": str(low + 5),
            "longitude": f"{town * 0.01:.6f}",
            "latitude": f"{town * 0.005:.6f}",
        }
        yield [row[name] for name in COLUMNS]


def write(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(number))


def read(path: Path) -> None:
    """Read the file and say how it went; peak memory is that of the whole process."""
    with path.open("rb") as file:
        origin = Origin(path.name, hashlib.file_digest(file, "sha256").hexdigest())
        began, worked = time.perf_counter(), time.process_time()
        reading = read_table(file, origin)
        counted = tally(reading.items)
        took, worked = time.perf_counter() - began, time.process_time() - worked
    # Of this process alone: ru_maxrss would count what its parent had before it began.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(f"{' '.join(reading.said)}")
    print(
        f"{path.stat().st_size / 1e6:,.0f} MB, {counted.rows:,} rows: {counted.imported:,} in, {counted.refused:,} refused"
    )
    print(
        f"{counted.rows / worked:,.0f} rows a second of one core ({counted.rows / took:,.0f} by the clock); {DEMANDED_ROWS:,} demanded"
    )
    print(f"{peak:,.0f} MB at its peak; {DEMANDED_MEGABYTES} at most demanded")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--file", type=Path, help="keep the table here, and use it if it is there")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = told.file or Path(folder, "ged.csv")
        if not path.exists():
            write(path, told.rows)
        reader = multiprocessing.get_context("spawn").Process(target=read, args=(path,))
        reader.start()
        reader.join()


if __name__ == "__main__":
    main()
