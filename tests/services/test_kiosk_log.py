"""The log of a kiosk is bounded, never in the way, and can hold no word of a visitor."""

import os
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.services.kiosk_log import FILES, MOST_BYTES, Event, KioskLog
from tests.disks import disk_at, make_read_only

NOW = datetime(2026, 11, 21, 14, 37, 21, tzinfo=timezone(timedelta(hours=2)))
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [A-Za-z ,;:.]+( \(-?\d+\))?\n")


@pytest.fixture
def log(tmp_path: Path) -> KioskLog:
    return KioskLog(tmp_path / "kiosk.log", lambda: NOW)


def _logs(folder: Path) -> list[Path]:
    return sorted(folder.glob("kiosk.log*"))


def test_a_line_is_the_time_in_utc_a_sentence_and_perhaps_a_number(
    log: KioskLog, tmp_path: Path
) -> None:
    log.write(Event.INSTALLED, 7)
    log.write(Event.LEFT)
    text = "2026-11-21T12:37:21Z An edition was installed. (7)\n"
    text += "2026-11-21T12:37:21Z The kiosk was left to a login prompt.\n"
    assert (tmp_path / "kiosk.log").read_text() == text
    assert (tmp_path / "kiosk.log").stat().st_mode & 0o777 == 0o600
    assert log.last(5) == tuple(text.splitlines())
    assert log.last(1) == (text.splitlines()[1],)


@pytest.mark.parametrize("event", Event)
def test_what_tells_of_a_visit_has_the_hour_and_not_the_minute(
    log: KioskLog, event: Event, tmp_path: Path
) -> None:
    log.write(event)
    written = (tmp_path / "kiosk.log").read_text()
    assert LINE.fullmatch(written)
    assert written.startswith("2026-11-21T12:00:00Z") == event.is_in_a_visit
    assert event.is_in_a_visit == (
        event.name
        in {"ANSWER_NOT_KEPT", "STORE_SET_ASIDE", "PAGE_DAMAGED", "VOICE_FAILED", "PRINT_FAILED"}
    )
    assert log.last(1) == (written.rstrip("\n"),)


def test_it_never_grows_beyond_its_files_and_loses_the_oldest(
    log: KioskLog, tmp_path: Path
) -> None:
    for number in range(6000):
        log.write(Event.EXPORTED, number)
        assert (tmp_path / "kiosk.log").stat().st_size <= MOST_BYTES
    files = _logs(tmp_path)
    assert len(files) == FILES
    assert sum(file.stat().st_size for file in files) <= FILES * MOST_BYTES
    newest_first = "".join(file.read_text() for file in reversed(files)).splitlines()
    numbers = [int(line.rpartition("(")[2].rstrip(")")) for line in newest_first]
    assert numbers == list(range(numbers[0], 6000))
    assert [line.rpartition("(")[2] for line in log.last(2)] == ["5998)", "5999)"]


@given(left=st.binary(max_size=400))
def test_what_others_wrote_into_it_is_not_shown(
    tmp_path_factory: pytest.TempPathFactory, left: bytes
) -> None:
    file = tmp_path_factory.mktemp("log") / "kiosk.log"
    file.write_bytes(left + b"\n")
    log = KioskLog(file, lambda: NOW)
    log.write(Event.LEFT)
    assert log.last(100) == ("2026-11-21T12:37:21Z The kiosk was left to a login prompt.",)


def test_a_cut_off_line_and_free_text_are_not_shown(log: KioskLog, tmp_path: Path) -> None:
    (tmp_path / "kiosk.log").write_text(
        "2026-11-21T12:37:21Z An edition was ins\n"
        "2026-11-21T12:37:21Z An edition was installed. (7) pain\n"
        "2026-11-21T12:37:21Z \x1b]52;c;AAAA\x07\n"
        "yesterday An edition was installed.\n"
    )
    assert log.last(10) == ()


def test_a_full_disk_does_not_break_the_program(tmp_path: Path) -> None:
    with disk_at(tmp_path / "disk", "8k") as disk:
        log = KioskLog(disk / "kiosk.log", lambda: NOW)
        (disk / "rest").write_bytes(b"x" * 4096)
        for _ in range(200):
            log.write(Event.ANSWER_NOT_KEPT)
        assert log.last(300)
        assert all(line.endswith("could not be kept.") for line in log.last(300))


def test_a_disk_that_cannot_be_written_does_not_break_it_and_is_told(tmp_path: Path) -> None:
    with disk_at(tmp_path / "disk", "64k") as disk:
        log = KioskLog(disk / "kiosk.log", lambda: NOW)
        assert log.trouble() == ""
        make_read_only(disk)
        log.write(Event.LEFT)
        assert "cannot be written (its directory cannot be written)" in log.trouble()
        assert log.last(5) == ()


def test_what_stands_in_its_place_is_not_followed_waited_for_or_harmed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("theirs")
    file = tmp_path / "kiosk.log"
    log = KioskLog(file, lambda: NOW)
    file.symlink_to(other)
    log.write(Event.LEFT)
    assert "cannot be written" in log.trouble()
    file.unlink()
    os.mkfifo(file)
    log.write(Event.LEFT)
    assert "cannot be written" in log.trouble()
    file.unlink()
    file.mkdir()
    log.write(Event.LEFT)
    assert "cannot be written" in log.trouble()
    assert other.read_text() == "theirs"
    assert NOW.astimezone(UTC).hour == 12
