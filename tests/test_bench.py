"""The benchmarks run and say what they found. How fast anything is, no test decides."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import table
from bench.figures import BYTES, MILLISECONDS, Row, Sample, below, beside
from bench.measures.measure import Measure
from bench.programs import NO_NEWSBOAT, Programs
from bench.terminal import Answer, Terminal
from bench.trouble import NotMeasured

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
    (row,) = measure.rows(Programs(tmp_path, quick=True))
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
