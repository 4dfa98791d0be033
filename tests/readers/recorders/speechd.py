"""Stands in for the module of the same name, through which Fenrir speaks, and records instead."""

from collections.abc import Callable

from tests.readers.recorders import recording


class PunctuationMode:
    """How punctuation is spoken; Fenrir asks for none, as it writes the words itself."""

    NONE = "none"


class SSIPClient:
    """A connection to the speech service.

    Args:
        name: Who speaks.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def speak(self, text: str) -> None:
        """Speak after what is being spoken."""
        recording.said(text)

    def cancel(self) -> None:
        """Be silent."""
        recording.stopped()

    def __getattr__(self, name: str) -> Callable[..., None]:
        """Everything else sets a voice."""
        return lambda *_values: None
