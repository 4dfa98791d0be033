"""The benchmarks run and say what they found. How fast anything is, no test decides."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pydantic import TypeAdapter

from bench import document, library, plot, real, synthetic, table
from bench.__main__ import main as bench_main
from bench.figures import BYTES, MILLISECONDS, Point, Row, Sample, below, beside, p99_of
from bench.libraries import Libraries
from bench.measures.measure import Measure
from bench.peers.query import Kind, queries
from bench.peers.text import text
from bench.programs import NO_NEWSBOAT, Programs
from bench.real import content
from bench.terminal import Answer, Terminal
from bench.trouble import NotMeasured
from bench.vocabulary import vocabulary
from sci_tui.domain.browse import newest_first
from sci_tui.domain.study import Study
from sci_tui.store import documents
from sci_tui.store.library import Library

ROOT = Path(__file__).resolve().parent.parent
NO_SURROUNDINGS = {"TERM": "xterm-256color"}


def test_a_quick_run_prints_a_row_for_each_goal_of_the_command_line() -> None:
    done = _bench("--quick", "--only", "command-line")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("command line: ")]
    assert [row.split("  ")[0] for row in rows] == [
        "command line: search / python -c pass",
        "command line: page study/… / python -c pass",
        "command line: --help / python -c pass",
        "command line: search / the same by sqlite-utils",
    ]
    assert all(row.endswith(("yes", "no")) for row in rows)


def test_a_missing_newsboat_is_told_in_its_row(tmp_path: Path) -> None:
    done = _bench("--quick", "--only", "burst", PATH=str(tmp_path))
    assert done.returncode == 1
    assert NO_NEWSBOAT in done.stdout


def test_what_cannot_be_measured_becomes_a_row_that_says_why(tmp_path: Path) -> None:
    def never(_programs: Programs) -> Iterator[Row]:
        raise NotMeasured("the moon is too far")

    measure = Measure("moon", "way to the moon", "<= 1x", never)
    (row,) = measure.rows(Programs(tmp_path, Libraries(tmp_path), quick=True))
    assert list(table.lines([row]))[-1].endswith("the moon is too far")


def test_a_program_on_a_terminal_is_read_until_it_shows_a_text() -> None:
    with _python(
        "print('hel' + 'lo'); print(*__import__('os').get_terminal_size()); input()"
    ) as it:
        assert it.wait_for_text("80 24") > 0
        assert it.wait_for_text("hello") > 0
        assert it.peak_memory() > 1_000_000


def test_an_answer_ends_with_the_last_byte() -> None:
    with _python("print('ready'); input(); print('\\x1b[1mbold\\x1b[0m')") as terminal:
        terminal.wait_for_text("ready")
        terminal.settle(0.1)
        answer = terminal.press(b"\r", quiet=0.1)
    assert answer.text.split() == ["bold"]
    assert 0 < answer.seconds < 0.1 + 60
    assert answer.size == len("\r\n\x1b[1mbold\x1b[0m\r\n")


def test_a_program_that_ends_without_the_text_is_not_measured() -> None:
    with _python("print('bye')") as terminal, pytest.raises(NotMeasured, match="'hello', but: bye"):
        terminal.wait_for_text("hello")


def test_a_sample_has_a_median_and_a_99th_percentile() -> None:
    assert Sample((3.0, 1.0, 2.0)).median == 2
    assert Sample((3.0, 1.0, 2.0)).p99 == 3
    assert Sample(tuple(range(1, 201))).p99 == 198


def test_goals_are_ratios_or_figures() -> None:
    met = beside("it", 1.5, Sample((0.003,)), Sample((0.002,)), MILLISECONDS)
    assert met[1:6] == ("<= 1.5x", "3.0 ms (3.0 ms)", "2.0 ms (2.0 ms)", "1.50x", "yes")
    missed = below("it", 64, 65, BYTES)
    assert missed[1:6] == ("<= 64 B", "65 B", "-", "-", "no")
    slow = Sample((0.001, 0.001, 0.009))
    slowest = beside("it", 2, slow, Sample((0.003,)), MILLISECONDS, p99_of)
    assert (slowest.ratio, slowest.met) == ("3.00x", "no")
    assert slowest.of_goal == pytest.approx(1.5)


# ---------------------------------------------------------------- synthetic libraries


def test_synthetic_studies_are_the_same_each_time_and_in_the_order_of_a_library() -> None:
    code = (
        "import hashlib; from bench import real, synthetic;"
        " from sci_tui.store.documents import document;"
        " print(hashlib.sha256(''.join(map(document, synthetic.studies(300, real.content())))"
        ".encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    studies = list(synthetic.studies(300, content()))
    assert studies == sorted(studies, key=newest_first)
    assert len({study.slug for study in studies}) == 300


def test_a_synthetic_study_keeps_to_the_types_and_says_that_it_is_synthetic() -> None:
    adapter: TypeAdapter[Study] = TypeAdapter(Study)
    for study in islice(synthetic.studies(1000, content()), 200):
        assert adapter.validate_json(documents.document(study)) == study
        assert study.title.startswith("Synthetic study ")
        assert "synthetic" in study.list_title
        assert "synthetic" in text(study)
        assert 2000 < len(text(study)) < 3500


def test_vocabulary_grows_with_the_library_and_begins_with_words_of_the_real_one() -> None:
    small, large = (vocabulary(studies, content().studies) for studies in (1000, 1_000_000))
    assert len(small.words) < 15_000
    assert len(large.words) == 200_000 == len(set(large.words))
    assert small.words[: small.real] == large.words[: large.real]
    assert {"bladder", "walking", "pain"} < set(small.words[: small.real])
    asked = queries(1000, 5)
    assert [sum(query.kind is kind for query in asked) for kind in Kind] == [5] * 5


def test_a_library_is_made_once_and_again_when_the_studies_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Libraries(tmp_path).file(30)
    written = first.stat().st_mtime_ns
    again = Libraries(tmp_path)
    assert again.file(30) == first
    assert first.stat().st_mtime_ns == written
    made = again.made(30)
    assert made.studies == 30
    assert 60_000 < made.text_bytes < 100_000
    filled = library.indexes(first)
    assert 0 < filled.lists < filled.search < made.file_bytes
    with closing(Library(first)) as opened:
        assert opened.study_count() == 30
        assert opened.damage() == ()
    other = real.content()._replace(everyday=())
    monkeypatch.setattr(real, "content", lambda: other)
    # The process that makes it has not been changed, so the name alone tells.
    assert Libraries(tmp_path).file(30) != first
    assert not first.exists()


def test_a_reader_is_started_in_a_synthetic_library(tmp_path: Path) -> None:
    programs = Programs(tmp_path, Libraries(tmp_path), quick=True).in_library_of(30)
    assert programs.a_study == "study/synthetic-0000001"


def test_sizes_are_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench_main(["--sizes", "1000,many"])
    assert "'1000,many' is not such as 1000,100000" in capsys.readouterr().err


def test_a_quick_run_in_a_thousand_studies_writes_a_page_also_without_the_others(
    tmp_path: Path,
) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "tantivy.py").write_text("raise ImportError\n", encoding="utf-8")
    page = tmp_path / "benchmarks.md"
    asked = ("search", "browse", "load", "feedback")
    done = _bench(
        "--quick",
        *(part for name in asked for part in ("--only", name)),
        f"--libraries={tmp_path / 'libraries'}",
        f"--write={page}",
        PYTHONPATH=str(hidden),
        PATH=str(tmp_path),
    )
    written = page.read_text(encoding="utf-8")
    assert "search in 1,000: rare word / tantivy: tantivy is not installed: make bench-needs" in (
        written
    )
    assert "ripgrep is not installed: make bench-needs" in written
    rows = [line.split(" | ") for line in written.splitlines() if line.startswith("| ")]
    measured = {row[0].removeprefix("| ") for row in rows}
    assert measured >= {
        *(f"search in 1,000: {what}" for what in ("first pass", *Kind)),
        *(f"search in 1,000: {kind} / FTS5" for kind in Kind),
        "browse in 1,000: first page",
        "browse in 1,000: first page, any filter and sort",
        "browse in 1,000: count",
        "library of 1,000: search index / text",
        "bulk load with index / sqlite-utils with FTS triggers, 300 studies",
        "validation / bulk load, of the real library",
        "feedback: acknowledged answers lost in 3 kill -9",
    }
    assert done.returncode == 1, done.stdout + done.stderr
    assert "list page" in page.with_suffix(".svg").read_text(encoding="utf-8")


# ---------------------------------------------------------------- the page


def test_the_page_says_by_how_much_goals_are_missed_and_what_is_known_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes.toml"
    notes.write_text(
        '[[mend]]\nrow = "it"\ntext = "A faster machine."\n[[note]]\nheading = "H"\ntext = "T"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(document, "_NOTES", notes)
    missed = beside("it | that", 0.5, Sample((0.003,)), Sample((0.002,)), MILLISECONDS)
    missed = missed._replace(written="^[[7;1H")
    never = Row("moon", "<= 1x", trouble="it is too far")
    page = tmp_path / "page.md"
    document.write(page, ("a machine",), "python -m bench", (missed, never))
    lines = page.read_text(encoding="utf-8").splitlines()
    assert "| it \\| that | <= 0.5x | 3.0 ms (3.0 ms) | 2.0 ms (2.0 ms) | 1.50x | no |" in lines
    assert (
        "- it | that: 1.50x (3.0 ms (3.0 ms) beside 2.0 ms (2.0 ms)) where <= 0.5x was the goal,"
        " 3.00 times the goal. A faster machine." in lines
    )
    assert "- moon: it is too far" in lines
    assert "- it | that: `^[[7;1H`" in lines
    assert lines[-4:] == ["## H", "", "T", ""]


def test_the_plot_names_each_curve_and_grows_upwards() -> None:
    points = [
        Point("ours & theirs", studies, seconds)
        for studies, seconds in ((1000, 0.001), (100_000, 0.1))
    ]
    root = ET.fromstring(plot.picture([*points, Point("other", 1000, 0.01)]))
    space = "{http://www.w3.org/2000/svg}"
    texts = [each.text or "" for each in root.iter(f"{space}text")]
    assert [text for text in texts if "ours & theirs" in text or "other" in text] == [
        "● ours & theirs",
        "■ other",
    ]
    (line, _) = root.iter(f"{space}polyline")
    (x0, y0), (x1, y1) = (map(float, spot.split(",")) for spot in line.attrib["points"].split())
    assert x0 < x1
    assert y0 > y1
    said = root.findtext(f"{space}desc") or ""
    assert "ours & theirs: 1 ms at 1,000, 100 ms at 100,000" in said


def test_what_a_key_writes_is_shown_as_text() -> None:
    answer = Answer(0.001, "\x1b[7;1H▸\r\n".encode())
    row = Row("Down", "<= 64 B", written=answer.visible)
    assert list(table.recordings([Row("other", ""), row])) == ["Down: ^[[7;1H▸^M^J"]


def _python(code: str) -> Terminal:
    return Terminal([sys.executable, "-c", code], NO_SURROUNDINGS)


def _bench(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
