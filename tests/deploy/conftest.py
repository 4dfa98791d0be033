"""An image of a Debian 12, with the kiosk installed in it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.wheels import ROOT, done, kept_wheels, plain_environment, wheel_in

DEPLOY: Final = ROOT / "deploy"

USED_BY_UNITS: Final = ("bin/sh", "bin/systemctl", "bin/mount", "sbin/agetty", "usr/bin/loadkeys")
"""Programs that units name, in the kiosk's and in those of the system that it touches."""


class Image(NamedTuple):
    """A folder that holds a system, and how the kiosk is put in and taken out."""

    root: Path
    wheel: Path
    wheels: Path

    def install(self) -> str:
        """What install.sh says."""
        return done(self.installing())

    def installing(self) -> list[str]:
        """The command that installs the kiosk in this image."""
        options = ["--root", self.root, "--wheel", self.wheel, "--wheels", self.wheels]
        return [str(DEPLOY / "install.sh"), *map(str, options)]

    def uninstall(self) -> str:
        """What uninstall.sh says."""
        return done([str(DEPLOY / "uninstall.sh"), "--root", str(self.root)])

    def holds(self) -> dict[str, str]:
        """Every file and link below /etc and /usr/local, with what it holds or leads to."""
        files = [path for top in ("etc", "usr/local") for path in (self.root / top).rglob("*")]
        return {
            str(path.relative_to(self.root)): (
                str(path.readlink()) if path.is_symlink() else path.read_text()
            )
            for path in sorted(files)
            if path.is_symlink() or path.is_file()
        }


@pytest.fixture(scope="session")
def superuser() -> None:
    """Files of an image belong to root and to the kiosk's user: only root can make it."""
    if os.geteuid() != 0:
        why = "only root can install the kiosk into an image; .ci/run does as root"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return wheel_in(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def bare(superuser: None, wheel: Path, tmp_path: Path) -> Image:
    """An image of a system without the kiosk. What the program needs is left out: it takes long."""
    needs_nothing = tmp_path / "wheels"
    needs_nothing.mkdir()
    (needs_nothing / "run.txt").touch()
    return _bare(tmp_path / "image", wheel, needs_nothing)


@pytest.fixture(scope="session")
def installed(superuser: None, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Image:
    """An image with the kiosk; for tests that change nothing in it."""
    image = _bare(tmp_path_factory.mktemp("installed") / "image", wheel, kept_wheels())
    image.install()
    return image


def _bare(root: Path, wheel: Path, wheels: Path) -> Image:
    """The system's own units, a login prompt on tty1, and the name of a Debian 12."""
    units = root / "usr/lib/systemd/system"
    shutil.copytree("/usr/lib/systemd/system", units, symlinks=True)
    (root / "lib").symlink_to("usr/lib")
    for name in USED_BY_UNITS:
        program = root / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    (root / "etc").mkdir()
    (root / "etc/os-release").write_text('ID=debian\nVERSION_ID="12"\n')
    # As on a machine, where the letters of the console were chosen and audio is a group.
    (root / "etc/default").mkdir()
    (root / "etc/default/console-setup").write_text('FONTSIZE="8x16"\n')
    (root / "etc/group").write_text("root:x:0:\naudio:x:29:\n")
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\n")
    done(["systemctl", "--quiet", f"--root={root}", "enable", "getty@tty1.service"])
    return Image(root, wheel, wheels)


def said(command: list[str], stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    """How a command ended, and what it printed."""
    return subprocess.run(
        command,
        env=plain_environment(),
        stdin=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
