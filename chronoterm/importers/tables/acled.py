"""ACLED: armed conflict and protest, one event a row.

Columns and codes are those of the ACLED Codebook, 2023. `time_precision` 1 is the day that is told, 2 a day
somewhere in that week, 3 one somewhere in that month. In violence against civilians `actor1` is who does it and
`actor2` to whom it is done; in all other events the two stand side by side. Codes of `interaction` and `inter1` repeat what the names say.
"""

NEEDED = ("event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "country", "fatalities")

MAP = """
name = "acled"

[record]
id = "acled-{event_id_cnty}"
headline = "{event_type}: {actor1}[ / {actor2}][, {location}]"
summary = "{notes}"
tags = ["{event_type}", "{sub_event_type}", "{tags}"]
split = ";"
keep = ["time_precision", "geo_precision", "disorder_type", "civilian_targeting", "region", "source_scale", "timestamp"]

[date]
column = "event_date"
precision = "time_precision"
precisions = { 1 = "day", 2 = "week", 3 = "month" }

[[actors]]
column = "actor1"
[[actors]]
column = "assoc_actor_1"
split = ";"
[[actors]]
column = "actor2"
target_if = { event_type = ["Violence against civilians"] }
[[actors]]
column = "assoc_actor_2"
split = ";"
target_if = { event_type = ["Violence against civilians"] }

[[places]]
column = "location"
[[places]]
column = "admin3"
kind = "region"
[[places]]
column = "admin2"
kind = "region"
[[places]]
column = "admin1"
kind = "region"
[[places]]
column = "country"
kind = "country"

[coordinates]
latitude = "latitude"
longitude = "longitude"

[[figures]]
column = "fatalities"
series = "acled-fatalities"
name = "Fatalities (ACLED)"
unit = "people"
state = "killed"

[[sources]]
publisher = "{source}"
split = ";"
"""
