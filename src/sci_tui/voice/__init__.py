"""Reads a page aloud, through speech-dispatcher or espeak-ng. Never two voices at once."""
