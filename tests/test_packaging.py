"""The package, tested by doing it: build it, install it without network, ask it for a page."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

import sci_tui
from tests.small_library import TEXT
from tests.wheels import ROOT, done, kept_wheels, wheel_in

# One worker builds and installs; the others need not do it again.
pytestmark = [pytest.mark.xdist_group("packaging"), pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def wheelhouse() -> Path:
    """The wheels that the set-up kept for an installation without network."""
    return kept_wheels()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return wheel_in(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source package of this checkout."""
    folder = tmp_path_factory.mktemp("sdist")
    done([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)], cwd=ROOT)
    (built,) = folder.glob("*.tar.gz")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, wheelhouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `sci-tui` command of a fresh environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=True)
    options = ["--quiet", "--no-index", "--find-links", str(wheelhouse), "--only-binary", ":all:"]
    done([str(folder / "bin" / "python"), "-m", "pip", "install", *options, str(wheel)])
    return folder / "bin" / "sci-tui"


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = _names_in(wheel)
    styles = {f"sci_tui/{path.relative_to(ROOT).as_posix()}" for path in _files(ROOT / "styles")}
    assert styles
    assert styles <= names
    assert "sci_tui/data.db" in names


def test_the_wheel_holds_both_licences(wheel: Path) -> None:
    assert {"LICENSE", "LICENSE-CONTENT"} <= {PurePosixPath(name).name for name in _names_in(wheel)}


def test_the_wheel_leaves_out_the_text_the_library_is_built_from(wheel: Path) -> None:
    assert not [name for name in _names_in(wheel) if name.startswith("sci_tui/content")]


def test_the_wheel_holds_every_module_and_no_compiled_one(wheel: Path) -> None:
    source = ROOT / "src"
    modules = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    assert {name for name in _names_in(wheel) if name.endswith((".py", ".pyc"))} == modules


def test_the_source_package_holds_the_text_the_library_is_built_from(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    content = {path.relative_to(ROOT).as_posix() for path in _files(ROOT / "src/sci_tui/content")}
    assert content
    assert content | {"data.db"} <= names
    assert not [name for name in names if name.startswith(".venv")]


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    said = _asked(installed, ["--version"], tmp_path)
    assert said.startswith("sci-tui")
    assert sci_tui.__version__ in said


@pytest.mark.parametrize("route", ["home", "study/honmou-2021-iv-msc-13-cases"])
def test_the_installed_command_prints_a_page(installed: Path, tmp_path: Path, route: str) -> None:
    said = _asked(installed, ["page", route], tmp_path)
    assert len(said.splitlines()) > 5
    assert "\x1b" not in said


def test_an_installed_page_is_the_checkouts_page(installed: Path, tmp_path: Path) -> None:
    page = ["page", "study/honmou-2021-iv-msc-13-cases"]
    here = Path(sys.executable).with_name("sci-tui")
    assert _asked(installed, page, tmp_path) == _asked(here, page, tmp_path)


def test_an_installed_program_says_what_checking_text_needs(
    installed: Path, tmp_path: Path
) -> None:
    """A reader's installation has no dictionary of syllables, only a checkout's has."""
    checking = [str(installed), "library", "check", str(TEXT)]
    done = subprocess.run(checking, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'sci-tui[content]'" in done.stderr


def _asked(command: Path, arguments: list[str], folder: Path) -> str:
    """What the command prints for someone with an empty home directory, away from the checkout."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    bare = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return done([str(command), *arguments], cwd=home, env=bare)


def _names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
