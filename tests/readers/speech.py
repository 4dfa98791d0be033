"""``python -m tests.readers.speech``: seconds of speech beside an ordinary Textual app, a table."""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.readers.fenrir import Fenrir
from tests.readers.journeys import MODES
from tests.readers.reader import ROOT, Reader
from tests.readers.stream import Stream
from tests.readers.transcript import CHARACTERS_A_SECOND, Heard, places_in
from tests.readers.yasr import Yasr
from tests.small_library import built
from tests.tui.terminal import command

READERS: Final = (Fenrir, Yasr, Stream)
STOCK: Final = "stock Textual"

# What is done in each program; what has no name is only on the way to something that has one.
_IN_TEXTUAL: Final = (
    ("Down in a list", ["down"]),
    ("", ["down"]),
    ("open a list", ["enter"]),
    ("", ["down", "enter"]),
    ("open a study", ["enter"]),
    ("Down in a study", ["down"]),
)
_WAYS: Final[Mapping[str, Sequence[tuple[str, Sequence[str]]]]] = {
    STOCK: (
        *_IN_TEXTUAL,
        ("open the form", "f"),
        ("type a letter", "t"),
        ("Backspace", ["backspace"]),
        ("", ["t", "tab"]),
        ("send it", ["enter"]),
    ),
    **dict.fromkeys(
        ("visual", "screen-reader"),
        (
            *_IN_TEXTUAL,
            ("open the form", "f"),
            ("", "p9"),
            ("type a letter", "t"),
            ("Backspace", ["backspace"]),
            ("", "t"),
            ("send it", ["enter"]),
        ),
    ),
    "plain": (
        ("open a list", ["3", "enter"]),
        ("", ["2", "enter"]),
        ("open a study", ["1", "enter"]),
        ("open the form", ["f", "enter"]),
        ("", ["2", "enter", "9", "enter"]),
        ("type a letter", "t"),
        ("Backspace", ["backspace"]),
        ("send it", ["t", "enter"]),
    ),
}
_MOMENTS: Final = ("start", *(name for name, _keys in _WAYS["visual"] if name))


class Measured(NamedTuple):
    """How many seconds of speech each moment takes in one program with one reader."""

    program: str
    reader: str
    seconds: Mapping[str, float]


def main() -> int:
    """Measure every program with every reader, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        library = built(Path(folder) / "library.db")
        measured = [_measured(kind, way, library) for way in _WAYS for kind in READERS]
    for line in _table(measured):
        print(line)
    return 0


def _measured(kind: type[Reader], program: str, library: Path) -> Measured:
    with kind() as reader:
        reader.quiet = 0.4
        reader.start(_command(program, library), places_in(reader.home))
        seconds = {"start": _seconds(reader)}
        for moment, keys in _WAYS[program]:
            reader.press(*keys)
            seconds[moment] = _seconds(reader)
    return Measured(program, kind.name, seconds)


def _command(program: str, library: Path) -> list[str]:
    if program == STOCK:
        return [sys.executable, str(ROOT / "bench" / "stock_reader.py"), str(library)]
    return command("--library", str(library), *MODES[program].options)


def _seconds(reader: Reader) -> float:
    return Heard("", (), reader.heard()).characters / CHARACTERS_A_SECOND


def _table(measured: Sequence[Measured]) -> Iterator[str]:
    yield f"{'seconds of speech':<18}{'reader':<9}" + "".join(f"{way:>15}" for way in _WAYS)
    figures = {(each.program, each.reader): each.seconds for each in measured}
    for moment in _MOMENTS:
        for kind in READERS:
            cells = (figures[way, kind.name].get(moment) for way in _WAYS)
            shown = "".join(f"{'-' if cell is None else f'{cell:.1f}':>15}" for cell in cells)
            yield f"{moment:<18}{kind.name:<9}{shown}"


if __name__ == "__main__":
    sys.exit(main())
