"""The readers themselves: what they say of a program that is known, and what they leave behind."""

import sys
from collections.abc import Iterator
from typing import Final

import pytest

from tests.readers import processes
from tests.readers.fenrir import Fenrir
from tests.readers.reader import Reader, required
from tests.readers.stream import Stream
from tests.readers.transcript import Heard
from tests.readers.yasr import Yasr

READERS: Final = (Fenrir, Yasr, Stream)

# A list in which each key moves the cursor a row down, and which no signal ends.
LIST: Final = """
import signal, sys, tty
for number in signal.SIGHUP, signal.SIGINT, signal.SIGTERM:
    signal.signal(number, signal.SIG_IGN)
tty.setraw(0)
print("one", "two", "three é", end="\\r\\n\\x1b[H", sep="\\r\\n", flush=True)
for row in range(2, 4):
    sys.stdin.buffer.read(3)
    print(end=f"\\x1b[{row}H", flush=True)
sys.stdin.buffer.read(1)
print("\\x1b[2J\\x1b[HGoodbye.", flush=True)
"""


@pytest.fixture(params=READERS, ids=lambda reader: reader.name)
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    required(request.param)
    with request.param() as reader:
        reader.start([sys.executable, "-c", LIST], {})
        yield reader


def test_the_line_that_the_cursor_comes_to_is_said(reader: Reader) -> None:
    if reader.speaks:
        assert reader.heard() == ["one", "two", "three é"]
    for line in ("two", "three é"):
        reader.press("down")
        assert all(heard.endswith(line) for heard in reader.heard())
        assert reader.terminal.rows[reader.terminal.cursor[1]].startswith(line)


def test_the_last_words_are_heard_when_a_program_ends(reader: Reader) -> None:
    reader.press("down", "down")
    reader.heard()
    reader.press("q")
    reader.until_ended()
    assert "Goodbye." in reader.heard() or not reader.speaks


def test_nothing_is_left_of_a_reader_whatever_its_program_does(reader: Reader) -> None:
    first = processes.process(reader.terminal.child.pid or 0)
    started = processes.family(first)
    assert len(started) >= (4 if reader.package else 1)
    reader.end()
    assert not [each for each in started if processes.is_there(each)]
    assert not reader.home.exists()


class _NotInstalled(Fenrir):
    package = "no-such-reader"


def test_a_missing_reader_is_told_where_every_check_has_to_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Debian: apt install no-such-reader"):
        required(_NotInstalled)


def test_a_missing_reader_is_no_fault_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Debian: apt install no-such-reader"):
        required(_NotInstalled)


def test_speech_is_counted_with_a_space_between_lines() -> None:
    assert Heard("Start.", (), ["two words", "more"]).characters == len("two words more")
