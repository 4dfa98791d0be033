"""The units, held against systemd's own checks. docs/kiosk.md says how they were started."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.deploy.conftest import DEPLOY, Image, said
from tests.wheels import ROOT

pytestmark = [pytest.mark.xdist_group("deploy"), pytest.mark.timeout(400)]

UNITS: Final = ["sci-tui-kiosk.service", "sci-tui-out-of-order.service"]

AT_MOST: Final = {"sci-tui-kiosk.service": 0.7, "sci-tui-out-of-order.service": 0.4}
"""The exposure that systemd-analyze finds, from 0 to 10. docs/kiosk.md says the same figures."""


def complaints(root: Path, unit: str) -> str:
    """What systemd says of a unit in an image; nothing when all is well."""
    verify = ["systemd-analyze", "verify", "--man=no", f"--root={root}", unit]
    done = said(verify)
    return done.stderr if done.stderr or not done.returncode else "ended badly"


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_has_nothing_to_say_against_a_unit(installed: Image, unit: str) -> None:
    assert complaints(installed.root, unit) == ""


def test_a_wrong_word_in_a_unit_is_found(bare: Image) -> None:
    """So that the silence of the test above means something."""
    unit = bare.root / "etc/systemd/system/sci-tui-out-of-order.service"
    unit.parent.mkdir(parents=True, exist_ok=True)
    written = (DEPLOY / unit.name).read_text()
    unit.write_text(written.replace("MemoryMax=32M", "MemoryMax=much"))
    assert "Invalid memory limit 'much'" in complaints(bare.root, unit.name)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_no_more_exposed_than_written_down(installed: Image, unit: str) -> None:
    found = exposure(installed.root, unit)
    assert found <= AT_MOST[unit]
    assert f"`{unit}`: {found}" in (ROOT / "docs/kiosk.md").read_text()


def exposure(root: Path, unit: str) -> float:
    """How exposed systemd finds a unit in an image."""
    security = ["systemd-analyze", "security", "--no-pager", "--offline=true", f"--root={root}"]
    told = said([*security, unit])
    level = re.search(r"Overall exposure level for .*: ([\d.]+) ", told.stdout)
    assert level, told.stderr
    return float(level[1])


def test_older_systemds_find_only_two_unknown_words_in_what_newer_ones_are_told() -> None:
    words = re.findall(r"^(\w+)=", (DEPLOY / "254-backing-off.conf").read_text(), re.MULTILINE)
    assert words == ["RestartSteps", "RestartMaxDelaySec"]


def test_the_kiosk_takes_the_place_of_the_login_prompt(installed: Image) -> None:
    units = installed.root / "etc/systemd/system"
    assert (units / "multi-user.target.wants/sci-tui-kiosk.service").is_symlink()
    assert not (units / "getty.target.wants/getty@tty1.service").is_symlink()


def test_no_key_restarts_the_machine(installed: Image) -> None:
    units = installed.root / "etc/systemd/system"
    for name in ("ctrl-alt-del.target", "kbrequest.target"):
        assert str((units / name).readlink()) == "/dev/null"


def test_what_is_said_out_of_order_is_plain_and_fits_any_screen() -> None:
    said_then = (DEPLOY / "out-of-order.txt").read_text()
    assert "Please ask at the desk." in said_then
    lines = said_then.splitlines()
    assert all(line.isascii() and (line.isprintable()) and len(line) < 40 for line in lines)
    assert len(lines) < 12
