"""Fenrir: a screen reader of text consoles that compares screens and follows the cursor."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from tests.readers.recorded import RecordedReader

_OWN_WORDS: Final = ("Start Fenrir", "Quit Fenrir", "pychant is not installed")
# Where rows follow one another, Fenrir writes a pause.
_PAUSE: Final = re.compile(r"\s,(?=\s|$)")


class Fenrir(RecordedReader):
    """Fenrir as it comes, with the echo of typed letters on.

    A lone Esc stops its speech and never reaches the program.
    """

    name: ClassVar[str] = "fenrir"
    package: ClassVar[str] = "fenrir"

    def heard(self) -> list[str]:
        """Each row that was said, as a line."""
        rows = (
            " ".join(row.split())
            for utterance in self.taken()
            if utterance.text not in _OWN_WORDS
            for row in _PAUSE.split(utterance.text)
        )
        return [row for row in rows if row]

    def _around(self, program: Path) -> Sequence[str]:
        settings = {
            "general#shell": str(self.steadily(program)),
            # What it has to say of spelling depends on what else is installed.
            "general#autoSpellCheck": "False",
            "keyboard#charEcho": "True",
            "promote#enabled": "False",
            # Its own driver opens a socket that everybody can write to.
            "remote#driver": "dummyDriver",
            "sound#enabled": "False",
            "speech#driver": "speechdDriver",
        }
        options = ";".join(f"{name}={value}" for name, value in settings.items())
        return ["/usr/bin/python3", "/usr/bin/fenrir", "-e", "-o", options]
