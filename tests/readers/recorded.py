"""Screen readers whose synthesizer is a recorder: what they say is read from its file."""

import json
import sys
from pathlib import Path
from typing import Final, NamedTuple

from tests.readers.reader import ROOT, Reader
from tests.readers.recorders import recording

_RECORDERS: Final = Path(recording.__file__).parent


class Utterance(NamedTuple):
    """What was sent to the synthesizer at once, and when."""

    at: float
    text: str


class RecordedReader(Reader):
    """A real screen reader. What was sent to its synthesizer counts as said, cut off or not."""

    def __init__(self) -> None:
        super().__init__()
        self._recording = self.home / "speech"
        self._recording.touch()
        self._read = 0
        self._utterances: list[Utterance] = []
        self.interruptions: list[float] = []
        """When the synthesizer was told to be silent at once."""

    def taken(self) -> list[Utterance]:
        """What was sent to the synthesizer since one last asked, as it was sent."""
        self.until_quiet()
        taken, self._utterances = self._utterances, []
        return taken

    def steadily(self, program: Path) -> Path:
        """A file that runs a program so that what is said does not depend on the machine."""
        steady = f"{sys.executable} -m tests.readers.steady"
        return self.script("steadily", f"env PYTHONPATH={ROOT} {steady} {program}")

    def _surroundings(self) -> dict[str, str]:
        return super()._surroundings() | {
            recording.FILE: str(self._recording),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": f"{ROOT}:{_RECORDERS}",
        }

    def _took_in(self) -> bool:
        # Both are looked at, whatever the first one says.
        return any([super()._took_in(), self._took_down()])

    def _took_down(self) -> bool:
        """Read what was recorded meanwhile; whether anything was."""
        with self._recording.open(encoding="ascii") as file:
            file.seek(self._read)
            lines = file.read().rpartition("\n")[0]
        self._read += len(lines) + 1 if lines else 0
        for line in lines.splitlines():
            self._note(json.loads(line))
        return bool(lines)

    def _note(self, entry: dict[str, object]) -> None:
        match entry:
            case {"at": float(at), "said": str(text)}:
                self._utterances.append(Utterance(at, text))
            case {"at": float(at)}:
                self.interruptions.append(at)
            case _:
                raise AssertionError(f"A recorder wrote {entry}")
