"""Where files live on each system, and what the environment changes."""

from pathlib import Path

import pytest

import sci_tui
from sci_tui.places import Places, bundled, places


def test_on_linux_places_follow_the_xdg_defaults() -> None:
    assert places({"HOME": "/home/ada"}, "linux") == Places(
        data=Path("/home/ada/.local/share/sci-tui"),
        cache=Path("/home/ada/.cache/sci-tui"),
        config=Path("/home/ada/.config/sci-tui/settings.toml"),
        kiosk=Path("/home/ada/.local/share/sci-tui/kiosk.toml"),
    )


def test_on_macos_places_are_in_the_library_folder() -> None:
    assert places({"HOME": "/Users/ada"}, "darwin") == Places(
        data=Path("/Users/ada/Library/Application Support/sci-tui"),
        cache=Path("/Users/ada/Library/Caches/sci-tui"),
        config=Path("/Users/ada/Library/Application Support/sci-tui/settings.toml"),
        kiosk=Path("/Users/ada/Library/Application Support/sci-tui/kiosk.toml"),
    )


def test_on_windows_places_are_in_the_local_application_data(tmp_path: Path) -> None:
    found = places({"LOCALAPPDATA": str(tmp_path)}, "win32")
    assert found == Places(
        data=tmp_path / "sci-tui" / "data",
        cache=tmp_path / "sci-tui" / "cache",
        config=tmp_path / "sci-tui" / "config" / "settings.toml",
        kiosk=tmp_path / "sci-tui" / "data" / "kiosk.toml",
    )


def test_xdg_variables_move_places_on_every_unix() -> None:
    environment = {
        "HOME": "/home/ada",
        "XDG_DATA_HOME": "/d",
        "XDG_CACHE_HOME": "/c",
        "XDG_CONFIG_HOME": "/s",
    }
    moved = Places(
        Path("/d/sci-tui"),
        Path("/c/sci-tui"),
        Path("/s/sci-tui/settings.toml"),
        Path("/d/sci-tui/kiosk.toml"),
    )
    assert places(environment, "linux") == moved
    assert places(environment, "darwin") == moved


def test_our_own_variables_come_before_all_others() -> None:
    environment = {
        "HOME": "/home/ada",
        "XDG_DATA_HOME": "/d",
        "SCI_TUI_DATA_DIR": "/mine",
        "SCI_TUI_CACHE_DIR": "made/again",
        "SCI_TUI_CONFIG": "/mine/config.toml",
        "SCI_TUI_KIOSK": "/clinic/settings.toml",
    }
    assert places(environment, "linux") == Places(
        Path("/mine"),
        Path("made/again"),
        Path("/mine/config.toml"),
        Path("/clinic/settings.toml"),
    )


def test_a_kiosk_keeps_its_settings_with_its_data_if_nothing_else_is_said() -> None:
    found = places({"HOME": "/home/ada", "SCI_TUI_DATA_DIR": "/var/lib/sci-tui"}, "linux")
    assert found.kiosk == Path("/var/lib/sci-tui/kiosk.toml")


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "relative"}])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_without_a_home_there_is_no_place(environment: dict[str, str], system: str) -> None:
    assert places(environment, system) == Places(None, None, None, None)


def test_a_place_that_is_set_is_there_without_a_home() -> None:
    found = places({"XDG_DATA_HOME": "/d"}, "linux")
    assert found == Places(Path("/d/sci-tui"), None, None, Path("/d/sci-tui/kiosk.toml"))


def test_a_relative_or_empty_xdg_variable_is_ignored() -> None:
    environment = {"HOME": "/home/ada", "XDG_DATA_HOME": "here", "XDG_CACHE_HOME": ""}
    assert places(environment, "linux") == places({"HOME": "/home/ada"}, "linux")


def test_a_bundled_file_is_looked_for_in_the_package_first(tmp_path: Path) -> None:
    package, checkout = _house(tmp_path)
    for file in (package / "data.db", checkout / "data.db", checkout / "pyproject.toml"):
        file.touch()
    assert bundled("data.db", package, checkout) == package / "data.db"


def test_a_checkout_has_its_bundled_files_at_the_root(tmp_path: Path) -> None:
    package, checkout = _house(tmp_path)
    (checkout / "pyproject.toml").touch()
    assert bundled("data.db", package, checkout) == checkout / "data.db"


def test_a_file_missing_from_an_installed_program_is_missed_in_the_package(tmp_path: Path) -> None:
    package, checkout = _house(tmp_path)
    assert bundled("data.db", package, checkout) == package / "data.db"


def test_by_itself_bundled_looks_beside_this_program() -> None:
    package = Path(sci_tui.__file__).parent
    assert bundled("styles") in {package / "styles", package.parent.parent / "styles"}


def _house(folder: Path) -> tuple[Path, Path]:
    package = folder / "src" / "sci_tui"
    package.mkdir(parents=True)
    return package, folder
