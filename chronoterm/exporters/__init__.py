"""Views written out: to a terminal, a pipe or a file."""
