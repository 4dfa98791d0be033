"""The settings file: read as a whole, changed line by line."""

from pathlib import Path

import pytest

from sci_tui.domain.errors import Unsaved
from sci_tui.settings import TABLE, Settings, load, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are kept. Nothing is there yet."""
    return tmp_path / "config" / "settings.toml"


def test_without_a_file_each_setting_is_as_usual(file: Path) -> None:
    for settings in (load(None), load(file)):
        assert [settings.chosen(each.key) for each in TABLE] == [each.usual for each in TABLE]
    assert all(each.usual in each.choices for each in TABLE)


@pytest.mark.parametrize("written", ['"200"', "200"])
def test_a_number_may_be_written_as_one(file: Path, written: str) -> None:
    file.parent.mkdir()
    file.write_text(f"rate = {written}\n")
    assert load(file).rate == "200"


def test_a_changed_number_is_written_as_one(file: Path) -> None:
    save(load(file), "volume", "40")
    assert file.read_text() == "volume = 40\n"


def test_a_step_goes_to_the_value_beside_and_stays_at_the_ends(file: Path) -> None:
    settings = load(None)
    assert (settings.beside("rate", -1), settings.beside("rate", 1)) == ("150", "200")
    assert settings.choosing("rate", "450").beside("rate", 1) == "450"
    assert settings.choosing("rate", "100").beside("rate", -1) == "100"


def test_a_change_leaves_the_rest_of_the_file_as_it_is(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('# mine\ntheme = "dark" # for now\n\n[keys]\nback = "b"\n')
    settings = save(load(file), "theme", "light")
    assert file.read_text() == '# mine\ntheme = "light" # for now\n\n[keys]\nback = "b"\n'
    save(settings, "reader", "plain")
    assert load(file) == Settings("light", "plain", "auto", keys={"back": "b"}, file=file)


def test_the_first_change_makes_the_file_and_its_directory(file: Path) -> None:
    save(load(file), "theme", "light")
    assert file.read_text() == 'theme = "light"\n'
    assert list(file.parent.iterdir()) == [file]


def test_settings_kept_elsewhere_by_a_link_are_changed_there(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('theme = "dark"\n')
    real.chmod(0o600)
    file.parent.mkdir()
    file.symlink_to(real)
    save(load(file), "theme", "light")
    assert file.is_symlink()
    assert real.read_text() == 'theme = "light"\n'
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"theme = [[[\n", b"\xff\xfe\x00", b"[keys]\n[keys]\n"])
def test_a_file_damaged_meanwhile_is_told_and_left_as_it_is(file: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_text('theme = "dark"\n')
    settings = load(file)
    file.write_bytes(damage)
    with pytest.raises(Unsaved, match="was damaged meanwhile") as told:
        save(settings, "theme", "light")
    assert str(file) in str(told.value)
    assert file.read_bytes() == damage


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unsaved, match="cannot be written"):
        save(Settings(file=tmp_path / "file" / "settings.toml"), "theme", "light")
    with pytest.raises(Unsaved, match="no place to keep it"):
        save(Settings(), "theme", "light")
