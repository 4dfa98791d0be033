"""What a screen reader sent to its synthesizer, one JSON object a line, with the time.

The recorders run inside the screen reader, with the Python of the system: standard library alone.
"""

import json
import os
import time
from pathlib import Path
from typing import Final

FILE: Final = "SPEECH_RECORDING"
"""The variable that names the file."""


def said(text: str) -> None:
    """A text was sent to be spoken."""
    _note({"said": text})


def stopped() -> None:
    """The synthesizer was told to be silent at once."""
    _note({})


def _note(what: dict[str, str]) -> None:
    line = json.dumps({"at": time.monotonic(), **what})
    with Path(os.environ[FILE]).open("a", encoding="ascii") as file:
        file.write(f"{line}\n")
