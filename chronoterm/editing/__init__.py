"""Editing without a screen and without a store: texts that people type, checked, and the edits made of them."""
