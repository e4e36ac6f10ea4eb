"""Taking in what importers read: compared with the store, gathered, and written as one step."""
