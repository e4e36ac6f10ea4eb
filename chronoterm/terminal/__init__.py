"""The terminal that the screen stands on: what kind it is, its input and output, its signals and its end."""
