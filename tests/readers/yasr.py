"""YASR: a screen reader that speaks what is written to the terminal, as it is written."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from tests.readers.recorded import RecordedReader

_PACKAGED: Final = Path("/etc/yasr/yasr.conf")


class Yasr(RecordedReader):
    """YASR as it comes. Typed letters are silent, its review keys are Alt and a letter."""

    name: ClassVar[str] = "yasr"
    package: ClassVar[str] = "yasr"

    def __init__(self) -> None:
        super().__init__()
        self._written_before = 0

    def heard(self) -> list[str]:
        """Each utterance as a line, those mended that were cut in two.

        YASR reads the terminal 255 bytes at a time and cuts a text where they end. Where that is
        depends on how much came before it, and tells nothing of the program. What was written
        without anything between is therefore one line.
        """
        said = [each.text.encode("utf-8", "surrogateescape") for each in self.taken()]
        written = self.terminal.written[self._written_before :]
        self._written_before += len(written)
        lines = (" ".join(line.decode(errors="replace").split()) for line in _mended(said, written))
        return [line for line in lines if line]

    def _around(self, program: Path) -> Sequence[str]:
        recorder = f"{sys.executable} -m tests.readers.recorders.emacspeak"
        # A text may be cut within a character; its halves meet again when the cut is mended.
        server = self.script("server", f"env PYTHONIOENCODING=utf-8:surrogateescape {recorder}")
        own = {
            "synthesizer": "emacspeak server",
            "synthesizer port": f"|{server}",
            "shell": str(self.steadily(program)),
        }
        settings = _PACKAGED.read_text(encoding="utf-8")
        for name, value in own.items():
            settings = re.sub(rf"(?m)^{name}=.*$", f"{name}={value}", settings)
        (self.home / ".yasr.conf").write_text(settings, encoding="utf-8")
        return ["/usr/bin/yasr"]


def _mended(said: Sequence[bytes], written: bytes) -> list[bytes]:
    lines: list[bytes] = []
    for text in said:
        if lines and lines[-1][-8:] + text[:8] in written:
            lines[-1] += text
        else:
            lines.append(text)
    return lines
