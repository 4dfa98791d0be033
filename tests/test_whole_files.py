"""Files replaced as a whole."""

import os
from pathlib import Path

import pytest

from sci_tui.whole_files import OWNER_ALONE, replacing, write_whole


def _mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def test_whoever_has_the_old_file_open_keeps_it(tmp_path: Path) -> None:
    file = tmp_path / "text"
    file.write_text("old")
    with file.open(encoding="utf-8") as before:
        write_whole(file, "new\r\n")
        assert before.read() == "old"
    assert file.read_bytes() == b"new\r\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real"
    real.parent.mkdir()
    real.write_text("old")
    link = tmp_path / "link"
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.readlink() == real
    assert real.read_text() == "new"
    assert sorted(tmp_path.rglob("*")) == sorted((link, real, real.parent))


def test_a_link_that_leads_to_itself_can_be_replaced(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    write_whole(link, "new")
    assert link.read_text() == "new"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755])
def test_what_is_replaced_hands_on_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "text"
    file.write_text("old")
    file.chmod(mode)
    write_whole(file, "new")
    assert (file.read_text(), _mode(file)) == ("new", mode)


def test_a_new_file_is_for_others_as_the_umask_says_or_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "open", "text")
        write_whole(tmp_path / "own", "text", OWNER_ALONE)
    finally:
        os.umask(before)
    assert _mode(tmp_path / "open") == 0o640
    assert _mode(tmp_path / "own") == 0o600


def test_what_goes_wrong_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "text"
    file.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(file) as unfinished:
        unfinished.write_text(str(1 // 0))
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_directory_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "text", "new")


def test_what_the_directory_calls_its_files_is_on_the_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut cannot be made here; what has been asked of the disk can be seen."""
    file = tmp_path / "text"
    asked = []

    def settle(opened: int) -> None:
        is_directory = os.path.samestat(os.fstat(opened), tmp_path.stat())
        asked.append((is_directory, file.exists()))
        os.fdatasync(opened)

    monkeypatch.setattr(os, "fsync", settle)
    write_whole(file, "new")
    assert asked == [(False, False), (True, True)]
