"""What a reader finds around it."""

from pathlib import Path

import pytest

from sci_tui.services.surroundings import (
    LOCK_NAME,
    NO_HOME,
    is_utf8,
    is_writable,
    only_reader,
    trouble_with_data,
)


@pytest.mark.parametrize(
    ("environment", "utf8"),
    [
        ({}, False),
        ({"LANG": ""}, False),
        ({"LANG": "C"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "C.utf8"}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8@euro"}, True),
        ({"LANG": "de_DE@euro"}, False),
        ({"LANG": "en_US"}, False),
        ({"LANG": "ja_JP.eucJP"}, False),
        ({"LC_CTYPE": "UTF-8"}, True),
        ({"LANG": "C.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8", "LC_ALL": "POSIX"}, False),
        ({"LANG": "C.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_the_locale_says_whether_the_terminal_takes_utf8(
    environment: dict[str, str], utf8: bool
) -> None:
    assert is_utf8(environment) is utf8


def test_a_directory_that_can_be_made_is_as_good_as_one_that_is_there(tmp_path: Path) -> None:
    assert is_writable(tmp_path)
    assert is_writable(tmp_path / "not" / "yet")
    (tmp_path / "file").write_text("")
    assert not is_writable(tmp_path / "file")
    assert not is_writable(tmp_path / "file" / "below")


def test_trouble_names_the_place_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert trouble_with_data(tmp_path) == ""
    assert trouble_with_data(None) == NO_HOME
    assert str(tmp_path / "file") in trouble_with_data(tmp_path / "file")


def test_the_first_reader_is_alone_and_the_second_is_not(tmp_path: Path) -> None:
    with only_reader(tmp_path) as first, only_reader(tmp_path) as second:
        assert (first, second) == (True, False)
    with only_reader(tmp_path) as third:
        assert third


def test_nothing_is_made_where_nothing_is_kept(tmp_path: Path) -> None:
    with only_reader(tmp_path / "nowhere") as alone, only_reader(None) as also:
        assert alone
        assert also
    assert not (tmp_path / "nowhere").exists()


def test_a_lock_that_cannot_be_made_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).mkdir()
    with only_reader(tmp_path) as alone:
        assert alone
