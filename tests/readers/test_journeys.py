"""What real screen readers say on the ways that people take, compared with golden transcripts.

Reading the diff of ``transcripts`` is how a change is listened to.
``GOLDEN=write pytest tests/readers/test_journeys.py`` writes them anew.
"""

import difflib
import os
from pathlib import Path
from typing import Final

import pytest

from tests.readers.fenrir import Fenrir
from tests.readers.journeys import Journey, ways
from tests.readers.reader import Reader, required
from tests.readers.stream import Stream
from tests.readers.transcript import transcript, travelled
from tests.readers.yasr import Yasr

GOLDEN: Final = Path(__file__).parent / "transcripts"
WAYS: Final = tuple(ways())
READERS: Final = (Fenrir, Yasr, Stream)

# In visual mode a screen is painted several times, and Fenrir may look between.
_ATTEMPTS: Final = {("visual", "fenrir"): 5}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize(
    ("journey", "mode"), WAYS, ids=[f"{journey.name}-{mode}" for journey, mode in WAYS]
)
def test_a_journey_is_heard_as_it_was(
    small_library: Path, journey: Journey, mode: str, reader: type[Reader]
) -> None:
    required(reader)
    file = GOLDEN / f"{journey.name}.{mode}.{reader.name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(_told(journey, mode, reader, small_library), encoding="utf-8")
        return
    expected = file.read_text(encoding="utf-8")
    for _attempt in range(_ATTEMPTS.get((mode, reader.name), 1)):
        told = _told(journey, mode, reader, small_library)
        if told == expected:
            return
    pytest.fail(_difference(expected, told, file.name))


def test_there_is_no_golden_file_without_its_journey() -> None:
    names = {
        f"{journey.name}.{mode}.{reader.name}.txt" for journey, mode in WAYS for reader in READERS
    }
    assert {file.name for file in GOLDEN.iterdir()} == names


def _told(journey: Journey, mode: str, kind: type[Reader], library: Path) -> str:
    with kind() as reader:
        return transcript(journey.name, mode, kind, travelled(reader, journey, mode, library))


def _difference(expected: str, told: str, name: str) -> str:
    lines = difflib.unified_diff(
        expected.splitlines(), told.splitlines(), name, "what was heard now", lineterm=""
    )
    return "\n".join(lines)
