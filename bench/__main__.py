"""``make bench``: every measurement, then one table."""

import argparse
import compileall
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import sci_tui
from bench import machine, table
from bench.figures import Row
from bench.measures import command_line, idle, keys, memory, start
from bench.measures.measure import Measure
from bench.programs import Programs

MEASURES: Final[tuple[Measure, ...]] = (
    *start.MEASURES,
    *command_line.MEASURES,
    *memory.MEASURES,
    *keys.MEASURES,
    *idle.MEASURES,
)
_NAMES: Final = tuple(dict.fromkeys(measure.name for measure in MEASURES))
_HOW: Final = (
    "Each program runs on a pseudo-terminal of 80 by 24, in turn with the other: A B A B.",
    "Figures are medians, in brackets the 99th percentile or the span; ratios are of medians.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for.

    Returns:
        0, also where goals were missed; 1 if a measurement could not be made.
    """
    options = _parser().parse_args(arguments)
    # An installed reader has compiled modules, so a changed one is compiled before it is measured.
    compileall.compile_dir(Path(sci_tui.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory(prefix="sci-tui-bench-") as folder:
        programs = Programs(Path(folder), quick=options.quick)
        for line in (*machine.lines(programs), *_HOW, ""):
            print(line)
        rows = _rows(programs, options.only or _NAMES)
    for line in (*table.lines(rows), "", *table.recordings(rows)):
        print(line)
    return 1 if any(row.trouble for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repeats: to see that it works")
    parser.add_argument(
        "--only", action="append", choices=_NAMES, help="only this; may be given several times"
    )
    return parser


def _rows(programs: Programs, names: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for measure in MEASURES:
        if measure.name in names:
            print(f"measuring {measure.what}", file=sys.stderr, flush=True)
            rows.extend(measure.rows(programs))
    return rows


if __name__ == "__main__":
    sys.exit(main())
