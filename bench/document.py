"""The document with all that was measured. The program writes it; what people add is in a file."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench import plot
from bench.figures import NONE, Point, Row
from bench.peers.indexed import KINDS
from bench.table import HEAD

_NOTES: Final = Path(__file__).parent / "notes.toml"


class Mend(NamedTuple):
    """What would mend the rows that begin so."""

    row: str
    text: str


class Note(NamedTuple):
    """What was learned that no figure tells."""

    heading: str
    text: str


def write(to: Path, surroundings: Sequence[str], command: str, rows: Sequence[Row]) -> None:
    """Write the document and, where there is something to draw, the plot beside it.

    Args:
        to: The Markdown file; the plot has the same name with another ending.
        surroundings: The machine, the versions and how it was measured, a line each.
        command: What was run.
        rows: What came out.
    """
    points = [point for row in rows for point in row.points]
    picture = to.with_suffix(".svg")
    if points:
        picture.write_text(plot.picture(points), encoding="utf-8")
    lines = _lines(surroundings, command, rows, points, picture.name)
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(
    surroundings: Sequence[str],
    command: str,
    rows: Sequence[Row],
    points: Sequence[Point],
    picture: str,
) -> Iterator[str]:
    mends, notes = _notes()
    yield "# Benchmarks"
    yield ""
    yield f"Written by `{command}`, and by nothing else:"
    yield "change the program, not this page. Another machine has other figures, and this one has"
    yield "others an hour later; the ratios differ less."
    yield ""
    yield from (f"- {line}" for line in surroundings)
    yield ""
    yield from _table(HEAD, (row.cells for row in rows if not row.trouble))
    yield ""
    yield from _part("Missed goals", [_missed(row, mends) for row in rows if row.met == "no"])
    yield from _part("Not measured", [f"{row.what}: {row.trouble}" for row in rows if row.trouble])
    yield from _part(
        "What a key writes", [f"{row.what}: `{row.written}`" for row in rows if row.written]
    )
    yield from _curves(points, picture)
    yield from _part("The other programs that search", [f"{k.name}: {k.what}." for k in KINDS])
    for note in notes:
        yield from (f"## {note.heading}", "", note.text.strip(), "")


def _part(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield from (f"## {heading}", "", *(f"- {item}" for item in items), "")


def _missed(row: Row, mends: Iterable[Mend]) -> str:
    by = "" if row.of_goal is None else f", {row.of_goal:.2f} times the goal"
    why = next((mend.text for mend in mends if row.what.startswith(mend.row)), "")
    figure = row.ours if row.ratio == NONE else f"{row.ratio} ({row.ours} beside {row.peer})"
    said = f"{row.what}: {figure} where {row.goal} was the goal{by}."
    return f"{said} {' '.join(why.split())}".rstrip()


def _curves(points: Sequence[Point], picture: str) -> Iterator[str]:
    """The plot, and the same as a table."""
    if not points:
        return
    sizes = sorted({point.studies for point in points})
    costs = {(point.curve, point.studies): point.seconds for point in points}
    names = dict.fromkeys(point.curve for point in points)
    yield from ("## Cost against size", "", f"![Medians on logarithmic scales]({picture})", "")
    yield from _table(
        ("median", *(f"{size:,} studies" for size in sizes)),
        (
            (
                name,
                *(
                    plot.time(costs[name, size]) if (name, size) in costs else NONE
                    for size in sizes
                ),
            )
            for name in names
        ),
    )
    yield ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _notes() -> tuple[list[Mend], list[Note]]:
    written = tomllib.loads(_NOTES.read_text(encoding="utf-8"))
    return (
        [Mend(**each) for each in written.get("mend", ())],
        [Note(**each) for each in written.get("note", ())],
    )
