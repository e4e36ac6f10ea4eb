"""The kept index of a large store: where it lies, whether it is the store's, and who makes it when."""
