"""Files of named sections that are written once: how the index of a store is kept. Knows nothing of records."""
