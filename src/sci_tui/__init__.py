"""Spinal cord injury research in plain words, read at a terminal."""

__version__ = "0.1.0"
