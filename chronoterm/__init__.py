"""chronoterm: a terminal browser for chronologies of dated events and statements."""

__version__ = "0.1.0"
