"""One study printed as text, beside a browser that prints it from HTML."""

import shutil
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.figures import MILLISECONDS, Row, beside
from bench.measures.measure import Measure
from bench.programs import Programs
from bench.trouble import NotMeasured
from bench.turns import in_turn

_WHAT: Final = "page: study/… / lynx -dump of its HTML"


def beside_lynx(programs: Programs) -> Iterator[Row]:
    """Lynx starts in C and reads one file; there is no goal."""
    lynx = shutil.which("lynx", path=programs.environment["PATH"])
    if lynx is None:
        raise NotMeasured("lynx is not installed: make bench-needs")
    with TemporaryDirectory(prefix="sci-tui-bench-") as folder:
        file = Path(folder) / "study.html"
        html = programs.output(programs.reader("page", "--format", "html", programs.a_study))
        file.write_text(html, encoding="utf-8")
        ours, peer = in_turn(
            programs.times(25, 2),
            partial(_seconds, programs, programs.reader("page", programs.a_study)),
            partial(_seconds, programs, [lynx, "-dump", str(file)]),
        )
    yield beside(_WHAT, None, ours, peer, MILLISECONDS)


def _seconds(programs: Programs, command: Sequence[str]) -> float:
    started = time.perf_counter()
    programs.output(command)
    return time.perf_counter() - started


MEASURES: Final = (Measure("page", _WHAT, "-", beside_lynx),)
