"""What the tests of the screen share."""

from textual import _wait

# Pilot looks fifty times a second whether the program is idle, several times a key. Looking more often waits as long
# as before for what is under way, and a quarter as long where nothing is.
_wait.SLEEP_GRANULARITY = 1 / 250
_wait.SLEEP_IDLE = 1 / 1000
