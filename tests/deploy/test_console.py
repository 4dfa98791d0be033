"""The scripts, the keys and the letters of a kiosk's console."""

import gzip
import re
import struct
import unicodedata
from pathlib import Path
from typing import Final

import pytest

from tests.deploy.conftest import DEPLOY, said
from tests.wheels import ROOT, done

SCRIPTS: Final = ["install.sh", "uninstall.sh", "sci-tui-kiosk"]
FONTS: Final = Path("/usr/share/consolefonts")

# Kinds of key, as in the kernel's keyboard.h: what a key does is its high byte.
SPECIAL: Final = 0x02
CONSOLE: Final = 0x05
HARMLESS: Final = {0x00: "VoidSymbol", 0x01: "Return"}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_sound(script: str) -> None:
    done(["sh", "-n", str(DEPLOY / script)])
    done(["shellcheck", "--external-sources", "--source-path", str(ROOT), str(DEPLOY / script)])


def test_the_script_a_technician_reads_is_short() -> None:
    assert len((DEPLOY / "install.sh").read_text().splitlines()) <= 120


def test_every_file_is_put_somewhere_and_is_there() -> None:
    rows = [line.split() for line in (DEPLOY / "files").read_text().splitlines()]
    listed = {row[0] for row in rows if row[0] != "#"}
    by_hand = {"files", "install.sh", "uninstall.sh", "254-backing-off.conf", "console-setup"}
    made = {"kiosk.toml"}
    assert listed | by_hand == {path.name for path in DEPLOY.iterdir()} - made


def test_no_key_leaves_the_kiosk() -> None:
    """Every key that is laid down is a sign, a cursor or function key, or nothing at all."""
    actions = _actions()
    assert len(actions) > 1000
    kinds = {action >> 8 & 0xF for action in actions}
    assert CONSOLE not in kinds
    special = {action & 0xFF for action in actions if action >> 8 & 0xF == SPECIAL}
    assert special <= HARMLESS.keys()


def test_every_key_that_leaves_a_console_is_laid_down() -> None:
    """Keys of the kernel's own map that switch, scroll, stop or restart, whatever the modifier."""
    laid = {int(key) for key in re.findall(r"^keycode +(\d+)", _keys(), re.MULTILINE)}
    function, cursor, locks = {*range(59, 69), 87, 88}, {103, 104, 105, 106, 109, 111}, {70, 84, 99}
    assert function | cursor | locks <= laid
    assert "keymaps 0-127" in _keys()


def test_the_numeric_keypad_types_digits_with_any_light() -> None:
    digits = "82 79 80 81 75 76 77 71 72 73".split()
    names = "zero one two three four five six seven eight nine".split()
    for key, name in zip(digits, names, strict=True):
        assert f"\nkeycode {key} = {name}\n" in _keys()
    assert "\nkeycode 69 = VoidSymbol\n" in _keys()


def test_the_consoles_letters_have_every_sign_that_is_shown() -> None:
    chosen = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', _console(), re.MULTILINE))
    width, height = chosen["FONTSIZE"].split("x")
    name = f"{chosen['CODESET']}-{chosen['FONTFACE']}{height}x{width}.psf.gz"
    signs = _signs(FONTS / name)
    texts = [p for end in ("*.py", "*.toml") for p in (ROOT / "src").rglob(end)]
    shown = {sign for path in texts for sign in path.read_text() if ord(sign) > 126}
    # A picture for a phone's camera is drawn with these.
    shown |= set("▀▄█")
    missing = {sign for sign in shown if unicodedata.normalize("NFC", sign) not in signs}
    assert missing == set()


def _keys() -> str:
    return (DEPLOY / "keys.kmap").read_text()


def _console() -> str:
    return (DEPLOY / "console-setup").read_text()


def _actions() -> list[int]:
    """What every key does with every modifier, where the file says so."""
    table = said(["loadkeys", "--mktable", str(DEPLOY / "keys.kmap")])
    assert table.returncode == 0, table.stderr
    return [int(action, 16) for action in re.findall(r"0x(f[0-9a-f]{3})", table.stdout)]


def _signs(font: Path) -> set[str]:
    """The signs of a console font, of either kind of PSF file."""
    held = gzip.decompress(font.read_bytes())
    if held[:2] == b"\x36\x04":
        mode, size = held[2], held[3]
        table = held[4 + (512 if mode & 1 else 256) * size :]
        codes = struct.unpack(f"<{len(table) // 2}H", table[: len(table) // 2 * 2])
        return {chr(code) for code in codes if code < 0xFFFE}
    start, count, size = (
        struct.unpack_from("<I4xI4xI", held, 8)[0],
        *struct.unpack_from("<2I", held, 16),
    )
    entries = held[start + count * size :].split(b"\xff")
    return {sign for entry in entries for sign in entry.split(b"\xfe")[0].decode("utf-8", "ignore")}
