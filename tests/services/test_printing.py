"""Printing through lp, for which a script stands in: no printer can be had here."""

import os
import time
from pathlib import Path

import pytest

from sci_tui.domain.errors import Unprinted
from sci_tui.services.printing import SENT, print_text

TEXT = "Sixty people — “took part”.\n" * 20


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script in place of lp, on a PATH where nothing else is called so."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("KEPT", str(tmp_path))
    return folder / "lp"


def written(file: Path, *lines: str) -> None:
    file.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    file.chmod(0o755)


def test_the_text_goes_to_the_queue_as_utf_8_and_no_shell_reads_its_name(
    lp: Path, tmp_path: Path
) -> None:
    written(lp, 'printf "%s\\n" "$@" >"$KEPT/said"', 'cat >"$KEPT/text"')
    queue = "-desk; touch $KEPT/harm"
    assert print_text(TEXT, queue) == SENT
    assert (tmp_path / "said").read_text().splitlines() == ["-d", queue, "-t", "sci_tui", "-"]
    assert (tmp_path / "text").read_text(encoding="utf-8") == TEXT
    assert not (tmp_path / "harm").exists()


def test_without_lp_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unprinted, match="cups-client"):
        print_text(TEXT, "desk")


@pytest.mark.parametrize(
    ("complaint", "said"),
    [
        ("lp: The printer or class does not exist.", "there is no printer named desk."),
        ("lp: Error - unknown destination desk!", "there is no printer named desk."),
        ("lp: Destination \\033[31mdesk is not accepting jobs.", r"refused: Destination \[31mdesk"),
        ("lp: Error - scheduler not responding.", "refused: Error - scheduler not responding."),
        ("", "refused: it did not say why."),
    ],
)
def test_what_lp_complains_of_is_said_in_one_sentence(lp: Path, complaint: str, said: str) -> None:
    written(lp, f'printf "{complaint}\\n" >&2', "exit 1")
    with pytest.raises(Unprinted, match=said) as refused:
        print_text(TEXT, "desk")
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_lp_that_does_not_read_is_no_error_if_it_ends_well(lp: Path) -> None:
    written(lp, "exit 0")
    assert print_text(TEXT * 5000, "desk") == SENT


def test_one_that_hangs_is_ended_with_all_it_has_started(lp: Path, tmp_path: Path) -> None:
    # What it starts holds its error output open, and neither lets go when asked kindly.
    written(
        lp,
        "trap '' TERM INT HUP",
        'sh -c \'trap "" TERM; echo $$ >"$KEPT/child"; sleep 600\' &',
        'echo $$ >"$KEPT/parent"',
        "wait",
    )
    began = time.monotonic()
    with pytest.raises(Unprinted, match="did not answer in 3 seconds"):
        print_text(TEXT * 5000, "desk", patience=3)
    assert time.monotonic() - began < 10
    for name in ("parent", "child"):
        assert is_ended(int((tmp_path / name).read_text()))


def is_ended(process: int) -> bool:
    """Whether a process is gone, or only waits for whoever takes note of its end."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        except OSError:
            return True
        if stat.rpartition(")")[2].split()[0] == "Z":
            return True
        os.sched_yield()
    return False
