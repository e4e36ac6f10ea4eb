"""Screens: they decide what the messages of their widgets mean, and ask the app for what takes time."""
