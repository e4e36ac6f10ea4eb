"""Instruments: what a view tells when it is asked for figures, threads, silences, promises or changes."""
