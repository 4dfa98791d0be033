"""``make bench``: every measurement, then one table."""

import argparse
import compileall
import shlex
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import sci_tui
from bench import document, machine, table
from bench.figures import Row
from bench.libraries import FOLDER, Libraries
from bench.measures import (
    browse,
    command_line,
    feedback,
    idle,
    keys,
    load,
    memory,
    page,
    search,
    sized,
    start,
    typing,
)
from bench.measures.measure import Measure
from bench.programs import PEERS, Programs

MEASURES: Final[tuple[Measure, ...]] = (
    *start.MEASURES,
    *command_line.MEASURES,
    *page.MEASURES,
    *memory.MEASURES,
    *keys.MEASURES,
    *idle.MEASURES,
    *load.MEASURES,
    *feedback.MEASURES,
)
"""In the library that comes with the program, or in none."""
AT_SIZES: Final = (sized.measures, search.measures, typing.measures, browse.measures, load.measures)
"""In synthetic libraries, for each size."""
_HOW: Final = (
    "Each program runs on a pseudo-terminal of 80 by 24, in turn with the other: A B A B.",
    "Figures are medians, in brackets the 99th percentile or the span.",
    "Ratios are of medians, or of 99th percentiles where the goal says p99.",
    "Libraries of a size are synthetic. Goals for lists and searches are those for 1,000,000.",
    "A first pass asks each search once of a library that is out of the system's cache.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for.

    Returns:
        0, also where goals were missed; 1 if a measurement could not be made.
    """
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    # An installed reader has compiled modules, so a changed one is compiled before it is measured.
    compileall.compile_dir(Path(sci_tui.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory(prefix="sci-tui-bench-") as folder:
        programs = Programs(
            Path(folder),
            Libraries(options.libraries),
            quick=options.quick,
            peers=options.peers or PEERS,
        )
        surroundings = (*machine.lines(programs), *_HOW)
        for line in (*surroundings, ""):
            print(line)
        rows = _rows(programs, _measures(options.sizes), options.only)
    for line in (*table.lines(rows), "", *table.recordings(rows)):
        print(line)
    if options.write:
        document.write(options.write, surroundings, f"python -m bench {shlex.join(given)}", rows)
    return 1 if any(row.trouble for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    names = tuple(dict.fromkeys(measure.name for measure in _measures((1000,))))
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repeats: to see that it works")
    parser.add_argument(
        "--only", action="append", choices=names, help="only this; may be given several times"
    )
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=(1000,),
        metavar="N,N",
        help="studies in synthetic libraries (1000); 1000000 takes half an hour to make, once",
    )
    parser.add_argument(
        "--peers",
        action="append",
        choices=PEERS,
        help="only this other program is asked searches; may be given several times",
    )
    parser.add_argument(
        "--libraries",
        type=Path,
        default=FOLDER,
        metavar="FOLDER",
        help="where synthetic libraries are kept and used again (build/bench)",
    )
    parser.add_argument(
        "--write",
        type=Path,
        metavar="FILE",
        help="write the document too, such as docs/benchmarks.md",
    )
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    each = text.split(",")
    if not all(size.isascii() and size.isdigit() and int(size) for size in each):
        raise argparse.ArgumentTypeError(f"{text!r} is not such as 1000,100000")
    return tuple(map(int, each))


def _measures(sizes: Sequence[int]) -> tuple[Measure, ...]:
    at_sizes = (each for size in sizes for made in AT_SIZES for each in made(size))
    return (*MEASURES, *at_sizes, *sized.growth(sizes))


def _rows(
    programs: Programs, measures: Sequence[Measure], names: Sequence[str] | None
) -> list[Row]:
    rows: list[Row] = []
    for measure in measures:
        if names is None or measure.name in names:
            print(f"measuring {measure.what}", file=sys.stderr, flush=True)
            rows.extend(measure.rows(programs))
    return rows


if __name__ == "__main__":
    sys.exit(main())
