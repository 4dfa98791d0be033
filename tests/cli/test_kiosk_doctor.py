"""Each way in which a kiosk can be broken is found, and its repair is said."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from sci_tui.cli import kiosk_doctor, main
from sci_tui.places import Places
from sci_tui.services.building import build
from sci_tui.services.kiosk_log import Event, KioskLog
from sci_tui.store.outbox import Outbox
from tests.cli.conftest import Ask, Program
from tests.disks import disk_at, make_read_only
from tests.services.test_kiosk_log import NOW
from tests.small_library import TEXT
from tests.store.test_outbox import feedback


@pytest.fixture
def data(own_places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data directory of a kiosk to which nothing is wrong, as far as one can be made here."""
    assert own_places.data
    own_places.data.mkdir()
    _make_whole(own_places.data, tmp_path)
    sound = tmp_path / "snd"
    sound.mkdir()
    (sound / "pcmC0D0p").touch()
    monkeypatch.setattr(kiosk_doctor, "_SOUND", sound)
    return own_places.data


def _make_whole(data: Path, tmp_path: Path) -> None:
    (tmp_path / "sticks").mkdir(exist_ok=True)
    (data / "kiosk.toml").write_text(f'sticks = "{tmp_path}/sticks"\n')
    (data / "kiosk-pin.json").write_text("{}")


def _programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> None:
    """Let nothing be on the search path but these."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def _trouble(ask: Ask) -> dict[str, str]:
    """What is not well, without our names for it, and what is said of it."""
    lines = ask("doctor").out.splitlines()
    assert all(line.startswith(("ok: ", "not ok: ")) for line in lines)
    told = (line.removeprefix("not ok: ") for line in lines if line.startswith("not ok: "))
    return {name: said for name, _, said in (line.partition(": ") for line in told)}


def _only(ask: Ask, name: str, *said: str) -> None:
    found = _trouble(ask)
    assert set(found) == {name}
    for words in said:
        assert words in found[name]


def test_where_all_is_well_it_says_so(ask: Ask, data: Path) -> None:
    assert _trouble(ask) == {}
    said = ask("doctor").out
    for name, _ in kiosk_doctor.KIOSK_CHECKS:
        assert f"ok: {name}: " in said


def test_at_home_nothing_is_said_of_a_kiosk(ask: Ask, data: Path) -> None:
    (data / "kiosk.toml").unlink()
    assert "Kiosk" not in ask("doctor").out


def test_settings_elsewhere_are_found(
    ask: Ask, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = shutil.move(data / "kiosk.toml", tmp_path / "other.toml")
    monkeypatch.setenv("SCI_TUI_KIOSK", str(elsewhere))
    assert f"ok: Kiosk settings: {elsewhere}" in ask("doctor").out


def test_wrong_settings_are_told_and_the_rest_is_still_looked_at(ask: Ask, data: Path) -> None:
    (data / "kiosk.toml").write_text("idle-on-study = [\n")
    (data / "kiosk-pin.json").unlink()
    found = _trouble(ask)
    assert {"Kiosk settings", "Kiosk PIN"} <= set(found)
    assert "kiosk.toml" in found["Kiosk settings"]


def test_a_pin_that_is_not_set_or_damaged_is_told(ask: Ask, data: Path) -> None:
    pin = data / "kiosk-pin.json"
    pin.unlink()
    _only(ask, "Kiosk PIN", "No PIN is set", "sci-tui kiosk set-pin")
    for damage in (b"", b"\xff\xfe", b"{", b"[1]"):
        pin.write_bytes(damage)
        _only(ask, "Kiosk PIN", "is damaged", "sci-tui kiosk set-pin")
    pin.unlink()
    pin.mkdir()
    _only(ask, "Kiosk PIN", "cannot be read (Is a directory)")


def test_an_installed_library_that_is_damaged_is_told(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (data / "library.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 200)
    assert main(["doctor"]) == 3
    said = capfd.readouterr().out
    assert "not ok: Library: The library that is installed here is not read: " in said
    assert "sci-tui library rollback goes back" in said
    # It still tells the age of the one that is read instead.
    assert "ok: Kiosk clock: " in said


def test_damaged_answers_and_those_set_aside_are_told(ask: Ask, data: Path) -> None:
    with closing(Outbox(data / "user.db")) as outbox:
        for number in range(1, 40):
            outbox.record(feedback(number, comment="x" * 1000))
    os.truncate(data / "user.db", (data / "user.db").stat().st_size // 2)
    _only(ask, "Your answers", "is damaged")
    (data / "user.db").rename(data / "user-damaged-1.db")
    _only(ask, "Kiosk answers set aside", "user-damaged-1.db", "rescue")
    with closing(sqlite3.connect(data / "user-before-v2.db")):
        (data / "user-damaged-1.db").unlink()
    assert _trouble(ask) == {}


@pytest.mark.parametrize(("free_kib", "how"), [(0, "is full"), (19 * 1024, "is nearly full")])
def test_a_disk_that_is_full_or_nearly_is_told(
    ask: Ask, data: Path, tmp_path: Path, free_kib: int, how: str
) -> None:
    with disk_at(data, "30m"):
        _make_whole(data, tmp_path)
        assert "Kiosk disk" not in _trouble(ask)
        _fill(data, free_kib)
        found = _trouble(ask)
    assert how in found["Kiosk disk"]
    assert "take the answers away on a stick" in found["Kiosk disk"]
    assert set(found) == {"Kiosk disk"} | ({"Your data"} if free_kib == 0 else set())


def _fill(disk: Path, free_kib: int) -> None:
    free = os.statvfs(disk)
    with (disk / "rest").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - free_kib * 1024)


def test_a_disk_that_can_only_be_read_is_told(ask: Ask, data: Path, tmp_path: Path) -> None:
    with disk_at(data, "30m"):
        _make_whole(data, tmp_path)
        make_read_only(data)
        found = _trouble(ask)
    assert set(found) == {"Your data", "Kiosk disk", "Kiosk log"}
    assert "can only be read" in found["Kiosk disk"]
    assert "remount,rw" in found["Kiosk disk"]


def test_a_log_that_cannot_be_written_is_told(ask: Ask, data: Path) -> None:
    log = data / "kiosk.log"
    log.mkdir()
    _only(ask, "Kiosk log", "cannot be written", "take it away")
    log.rmdir()
    KioskLog(log, lambda: NOW).write(Event.LEFT)
    assert "the last line is: 2026-11-21T12:37:21Z The kiosk was left" in ask("doctor").out


def test_a_voice_that_cannot_be_heard_is_told(
    ask: Ask, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "snd" / "pcmC0D0p").unlink()
    (tmp_path / "snd" / "pcmC0D0c").touch()
    _only(ask, "Kiosk voice", "There is no sound device", "aplay -l")
    _programs(tmp_path, monkeypatch)
    _only(ask, "Kiosk voice", "install the Debian package espeak-ng")
    with (data / "kiosk.toml").open("a") as settings:
        settings.write('speech = "never"\n')
    assert _trouble(ask) == {}


def test_a_sound_device_of_others_is_told(
    ask: Ask, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() == 0:
        # What the superuser may not open either: a link that leads to itself.
        (tmp_path / "snd" / "pcmC0D0p").unlink()
        (tmp_path / "snd" / "pcmC0D0p").symlink_to("pcmC0D0p")
    else:
        (tmp_path / "snd" / "pcmC0D0p").chmod(0)
    _only(ask, "Kiosk voice", "may not be used by this user", "group audio")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "install the Debian packages cups and cups-client"),
        ("exit 1", "There is no printer called 'desk'"),
        ("sleep 60", "There is no printer called 'desk'"),
        ('echo "printer $2 disabled since today"', "cupsenable desk"),
        ('test "$LC_ALL $1 $2" = "C -p desk" && echo "printer $2 is idle."', ""),
    ],
)
def test_a_printer_that_is_not_there_is_told(
    ask: Ask,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str | None,
    said: str,
) -> None:
    with (data / "kiosk.toml").open("a") as settings:
        settings.write('printer = "desk"\nspeech = "never"\n')
    monkeypatch.setattr(kiosk_doctor, "_PATIENCE", 2)
    _programs(tmp_path, monkeypatch, **({} if script is None else {"lpstat": script}))
    monkeypatch.setenv(
        "PATH", f"{os.environ['PATH']}:/bin" if script == "sleep 60" else os.environ["PATH"]
    )
    if said:
        _only(ask, "Kiosk printer", said)
    else:
        assert _trouble(ask) == {}


def test_a_folder_for_sticks_that_is_not_there_is_told(
    ask: Ask, data: Path, tmp_path: Path
) -> None:
    assert "none is put in" in ask("doctor").out
    with disk_at(tmp_path / "sticks" / "a", "5m"):
        assert f"{tmp_path}/sticks/a with 5 MiB free" in ask("doctor").out
    shutil.rmtree(tmp_path / "sticks")
    _only(ask, "Kiosk sticks", "is not there", "make that folder")


def test_a_locale_that_is_not_utf8_is_told(
    ask: Ask, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    _only(ask, "Kiosk screen", "not UTF-8", "LANG=C.UTF-8")
    with (data / "kiosk.toml").open("a") as settings:
        settings.write('characters = "ascii"\n')
    assert _trouble(ask) == {}


@pytest.mark.parametrize(("rows", "columns", "well"), [(12, 40, True), (11, 80, False)])
def test_a_screen_that_is_too_small_is_told(
    program: Program, data: Path, rows: int, columns: int, well: bool
) -> None:
    words = program.command("doctor")
    child = pexpect.spawn(
        words[0],
        words[1:],
        env=program.environment,
        dimensions=(rows, columns),
        encoding="utf-8",
        timeout=30,
    )
    said = " ".join(child.read().split())
    child.close()
    assert ("not ok: Kiosk screen" in said) != well
    assert f"{columns} columns" in said.partition("Kiosk screen")[2]


def test_a_clock_that_cannot_be_right_is_told(ask: Ask, data: Path, tmp_path: Path) -> None:
    text = Path(shutil.copytree(TEXT, tmp_path / "text"))
    about = text / "library.toml"
    about.write_text(about.read_text().replace('"2024-05"', '"2099-05"'))
    file = build(text, tmp_path / "later.db").file
    answer = ask("--library", str(file), "doctor")
    assert answer.code == 2
    assert "not ok: Kiosk clock: The clock says 20" in answer.out
    assert "is from May 2099: set the clock" in answer.out


def test_where_systemd_waits_for_no_sign_of_life_it_is_told(program: Program, data: Path) -> None:
    # The shell gives its own number to the program that takes its place.
    started = f"SYSTEMD_EXEC_PID=$$ exec {' '.join(program.command('doctor'))}"
    for environment, told in (
        ({}, "not ok: Kiosk watchdog: systemd would not notice"),
        ({"WATCHDOG_USEC": "30000000"}, "ok: Kiosk watchdog: a sign of life is sent every 15 sec"),
        ({"WATCHDOG_USEC": "3", "WATCHDOG_PID": "1"}, "not ok: Kiosk watchdog: systemd would not"),
    ):
        answer = program.shell(started, program.environment | environment)
        assert f"\n{told}" in answer.out


@pytest.mark.parametrize(
    ("shown", "well"),
    [
        ("LoadState=loaded\nWatchdogUSec=30s", True),
        ("LoadState=loaded\nWatchdogUSec=0", False),
        ("LoadState=loaded\nWatchdogUSec=infinity", False),
        ("LoadState=not-found\nWatchdogUSec=infinity", True),
    ],
)
def test_a_unit_without_a_watchdog_is_told(
    ask: Ask, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: str, well: bool
) -> None:
    with (data / "kiosk.toml").open("a") as settings:
        settings.write('speech = "never"\n')
    _programs(tmp_path, monkeypatch, systemctl=f'echo "{shown}"')
    assert ("Kiosk watchdog" in _trouble(ask)) != well
