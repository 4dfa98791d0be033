"""Setting a kiosk up from the command line: its PIN, and whether its settings are right."""

import hashlib
import io
import os
import sys
from pathlib import Path

import pexpect
import pytest

from sci_tui.kiosk_settings import TABLE, documented
from sci_tui.places import Places
from sci_tui.services.pin import FILE_NAME, Pin, Verdict
from tests.cli.conftest import Ask, Program

PIN = "482915"
OTHER = "918273"
STUDY = "honmou-2021-iv-msc-13-cases"


@pytest.fixture
def data(own_places: Places) -> Path:
    """The data directory of the kiosk."""
    assert own_places.data
    own_places.data.mkdir()
    return own_places.data


def _takes(data: Path, pin: str) -> bool:
    return Pin(data).enter(pin).verdict is Verdict.RIGHT


# ------------------------------------------------------------ set-pin


def test_a_pin_is_set_from_two_lines_of_a_pipe(program: Program, own_places: Places) -> None:
    answer = program("kiosk", "set-pin", typed=f"{PIN}\n{PIN}\n")
    assert own_places.data
    file = own_places.data / FILE_NAME
    assert answer == (0, f"The PIN is set. What it is checked against is in {file}.\n", "")
    assert _takes(own_places.data, PIN)


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("", 2, "No PIN was given"),
        (f"{PIN}\n", 2, "No PIN was given"),
        (f"{PIN}\n{OTHER}\n", 2, "The two were not the same"),
        ("12345\n12345\n", 2, "6 to 12 digits"),
        ("1234567890123\n", 2, "6 to 12 digits"),
        ("pass word\npass word\n", 2, "6 to 12 digits"),
        ("000000\n000000\n", 2, "one of the first"),
        ("123456\n123456\n", 2, "one of the first"),
        ("\x1b[2J\x00\n", 2, "6 to 12 digits"),
    ],
)
def test_what_cannot_be_a_pin_is_one_sentence_and_changes_nothing(
    program: Program, data: Path, typed: str, code: int, told: str
) -> None:
    Pin(data).set(PIN)
    before = (data / FILE_NAME).read_bytes()
    answer = program("kiosk", "set-pin", typed=typed)
    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert not any(line and line in answer.err for line in typed.splitlines())
    assert (data / FILE_NAME).read_bytes() == before


def test_a_pin_is_not_taken_from_the_arguments(program: Program, data: Path) -> None:
    answer = program("kiosk", "set-pin", PIN, typed=f"{PIN}\n{PIN}\n")
    assert answer.code == 2
    assert PIN not in answer.out + answer.err
    assert list(data.iterdir()) == []


def test_without_a_place_no_pin_is_set(program: Program, tmp_path: Path) -> None:
    bare = dict.fromkeys(("HOME", "SCI_TUI_DATA_DIR"))
    answer = program("kiosk", "set-pin", typed=f"{PIN}\n{PIN}\n", **bare)
    assert (answer.code, answer.out) == (4, "")
    assert "set SCI_TUI_DATA_DIR" in answer.err
    (tmp_path / "file").write_text("")
    place = str(tmp_path / "file" / "data")
    answer = program("kiosk", "set-pin", typed=f"{PIN}\n{PIN}\n", SCI_TUI_DATA_DIR=place)
    assert answer.code == 4
    assert answer.err.startswith("sci-tui: The PIN is not set, because ")


def test_at_a_terminal_it_is_asked_twice_and_never_shown(program: Program, data: Path) -> None:
    words = program.command("kiosk", "set-pin")
    child: pexpect.spawn[str] = pexpect.spawn(
        words[0], words[1:], env=program.environment, encoding="utf-8", timeout=30
    )
    seen = io.StringIO()
    child.logfile_read = seen
    for asked in ("New PIN of the kiosk, 6 to 12 digits: ", "The same once more: "):
        child.expect_exact(asked)
        child.waitnoecho(30)
        child.sendline(PIN)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert PIN not in seen.getvalue()
    assert "The PIN is set." in seen.getvalue()
    assert _takes(data, PIN)


def test_ctrl_c_and_ctrl_d_at_the_question_set_no_pin(program: Program, data: Path) -> None:
    words = program.command("kiosk", "set-pin")
    for key, code in (("\x03", 130), ("\x04", 2)):
        child: pexpect.spawn[str] = pexpect.spawn(
            words[0], words[1:], env=program.environment, encoding="utf-8", timeout=30
        )
        child.expect_exact("12 digits: ")
        child.waitnoecho(30)
        child.send(key)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == code
    assert list(data.iterdir()) == []


def test_a_crash_does_not_tell_the_pin(
    ask: Ask, own_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise RuntimeError("broken")

    monkeypatch.setattr(hashlib, "scrypt", broken)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PIN}\n{PIN}\n"))
    answer = ask("kiosk", "set-pin")
    assert answer.code == 70
    assert own_places.cache
    report = (own_places.cache / "crash.txt").read_text()
    assert "RuntimeError" in report
    for text in (answer.out, answer.err, report):
        assert PIN not in text


# ------------------------------------------------------------ check


def _lines(out: str, beginning: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith(beginning)]


def test_every_setting_is_shown_with_its_value(ask: Ask, own_places: Places, data: Path) -> None:
    code, out, err = ask("kiosk", "check")
    assert (code, err) == (0, "")
    assert out.startswith(f"Settings of the kiosk: {own_places.kiosk} (not there, so all is as it")
    for setting in TABLE:
        assert len(_lines(out, f"{setting.key} = ")) == 1
    assert "idle-on-study = 180 (allowed: a whole number from 30 to 3600)\n" in out
    assert 'staff-keys = "....." (allowed: 3 to 12 signs' in out
    assert out.endswith("\nNothing is wrong with these settings.\n")
    (note,) = _lines(out, "note: No PIN")
    assert f"SCI_TUI_DATA_DIR={data} sci-tui kiosk set-pin" in note


def test_the_settings_in_use_are_checked_or_those_of_a_file(
    ask: Ask, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "kiosk.toml").write_text("attract = 30\n")
    assert "\nattract = 30 " in ask("kiosk", "check").out
    other = tmp_path / "other.toml"
    other.write_text("attract = 40\n")
    assert "\nattract = 40 " in ask("kiosk", "check", str(other)).out
    monkeypatch.setenv("SCI_TUI_KIOSK", str(other))
    assert "\nattract = 40 " in ask("kiosk", "check").out
    answer = ask("kiosk", "check", str(tmp_path / "nowhere.toml"))
    assert (answer.code, answer.out) == (1, "")
    assert "There is no file" in answer.err


def test_everything_wrong_is_told_with_its_line(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'attract = 5\nshelf = ["{STUDY}", "no-such-study"]\ncolour = "red"\n')
    code, out, err = ask("kiosk", "check", str(file))
    assert code == 2
    assert err.splitlines()[0] == (
        f"sci-tui: {file}, line 1: attract is 5. Allowed: a whole number from 10 to 300."
    )
    assert f"line 3: 'colour' is not a setting. Allowed: {TABLE[0].key}," in err.splitlines()[1]
    assert "line 2: shelf names no-such-study. Allowed: " in err.splitlines()[2]
    assert len(err.splitlines()) == 3
    assert "\nattract = 20 " in out
    assert "Nothing is wrong" not in out


def test_a_library_that_cannot_be_read_is_a_note(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'shelf = ["{STUDY}"]\n')
    answer = ask("--library", str(tmp_path / "nowhere.db"), "kiosk", "check", str(file))
    assert answer.code == 0
    assert _lines(answer.out, "note: shelf cannot be looked up: There is no library at")


def test_a_folder_for_sticks_that_is_not_there_is_a_note(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    for folder, notes in ((tmp_path, 0), (tmp_path / "nowhere", 1), (f"/{'x' * 290}", 1)):
        file.write_text(f'sticks = "{folder}"\n')
        code, out, _ = ask("kiosk", "check", str(file))
        assert code == 0
        assert len(_lines(out, "note: There is no folder")) == notes


def test_a_set_or_a_damaged_pin_is_told(ask: Ask, data: Path) -> None:
    Pin(data).set(PIN)
    assert "PIN" not in ask("kiosk", "check").out
    (data / FILE_NAME).write_text("{")
    code, out, _ = ask("kiosk", "check")
    assert code == 0
    assert len(_lines(out, "note: The PIN in ")) == 1


def _lpstat(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A print system of our own: its command answers as CUPS does."""
    folder.mkdir(exist_ok=True)
    command = folder / "lpstat"
    command.write_text(f'#!/bin/sh\n[ "$1" = -e ] || exit 3\n{script}\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_a_printer_is_one_that_the_print_system_knows(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('theme = "light"\nprinter = "desk"\n')
    _lpstat(tmp_path / "bin", "echo hall; echo desk", monkeypatch)
    assert ask("kiosk", "check", str(file)).code == 0
    _lpstat(tmp_path / "bin", "echo hall; echo desktop", monkeypatch)
    code, _, err = ask("kiosk", "check", str(file))
    assert code == 2
    assert f"{file}, line 2: printer is 'desk', which is no queue here." in err
    assert "Allowed: hall, desktop." in err
    _lpstat(tmp_path / "bin", "echo 'lpstat: no scheduler' >&2; exit 1", monkeypatch)
    code, out, _ = ask("kiosk", "check", str(file))
    assert code == 0
    assert _lines(out, "note: printer cannot be looked up, because the print system")


def test_without_a_print_system_a_printer_is_a_note(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "kiosk.toml"
    file.write_text('printer = "desk"\n')
    code, out, _ = ask("kiosk", "check", str(file))
    assert code == 0
    assert _lines(out, "note: printer cannot be looked up, because lpstat is not here")
    file.write_text(documented())
    assert "printer cannot" not in ask("kiosk", "check", str(file)).out


def test_nothing_in_the_file_or_its_name_acts_on_a_terminal(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "kiosk\x1b]0;title\x07\u202e.toml"
    file.write_text(
        'note = "\\u001b]52;c;aGk=\\u0007 ask\\u202e us"\n"\\u001b[31m" = "\\u009b31m"\n'
        'printer = "\\u001bP$q\\u001b\\\\"\n'
    )
    code, out, err = ask("kiosk", "check", str(file))
    assert code == 2
    assert 'note = "]52;c;aGk= ask us"' in out
    assert len(err.splitlines()) == 2
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out + err)


def test_a_file_that_is_no_settings_at_all_is_told(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("attract = \n")
    code, out, err = ask("kiosk", "check", str(file))
    assert (code, out) == (2, "")
    assert "at line 1" in err
    code, out, err = ask("kiosk", "check", os.fspath(tmp_path))
    assert (code, out) == (2, "")
    assert "cannot be read" in err
