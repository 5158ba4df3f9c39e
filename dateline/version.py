"""The version of Dateline. It has a module of its own so that a room can name it without importing the public API."""

__version__ = "0.1.0"
