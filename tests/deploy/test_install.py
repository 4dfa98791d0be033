"""Installing the kiosk into an image, again, and taking it away."""

import os
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Final

import pytest

import sci_tui
from tests.deploy.conftest import DEPLOY, Image, said
from tests.wheels import done, kept_wheels

# One worker builds and installs; the others need not do it again.
pytestmark = [pytest.mark.xdist_group("deploy"), pytest.mark.timeout(400)]

NOBODY: Final = "65534"


def test_the_installed_program_says_its_version(installed: Image) -> None:
    """The image is put where it belongs: its /opt is mounted over ours, for this command alone."""
    script = (
        'mkdir -p /opt && mount --bind "$1/opt" /opt && exec /opt/sci-tui/bin/sci-tui --version'
    )
    told = done(["unshare", "--mount", "sh", "-c", script, "sh", str(installed.root)])
    assert told.startswith("sci-tui")
    assert sci_tui.__version__ in told


def test_nothing_installed_names_the_folder_it_was_made_in(installed: Image) -> None:
    program = installed.root / "opt/sci-tui"
    texts = [
        program / "pyvenv.cfg",
        *(p for p in (program / "bin").iterdir() if not p.is_symlink()),
    ]
    assert len(texts) > 5
    assert not [path for path in texts if str(installed.root) in path.read_text()]


def test_the_data_belong_to_the_kiosk_alone(installed: Image) -> None:
    data = (installed.root / "var/lib/sci-tui").stat()
    assert stat.S_IMODE(data.st_mode) == 0o700
    (kiosk,) = [
        line.split(":")
        for line in (installed.root / "etc/passwd").read_text().splitlines()
        if line.startswith("sci-tui-kiosk:")
    ]
    assert (str(data.st_uid), str(data.st_gid)) == (kiosk[2], kiosk[3])
    assert kiosk[6] == "/usr/sbin/nologin"


def test_the_kiosk_may_use_the_sound_card(installed: Image) -> None:
    assert "audio:x:29:sci-tui-kiosk" in (installed.root / "etc/group").read_text().splitlines()


def test_installing_again_changes_nothing_and_keeps_what_is_the_clinics(bare: Image) -> None:
    bare.install()
    answers = bare.root / "var/lib/sci-tui/user.db"
    answers.write_text("answers")
    words = bare.root / "etc/sci-tui/out-of-order.txt"
    words.write_text("Hors service.\n")
    once = bare.holds()
    bare.install()
    assert bare.holds() == once
    assert words.read_text() == "Hors service.\n"
    assert answers.read_text() == "answers"


def test_taking_it_away_keeps_the_data_and_gives_all_else_back(bare: Image) -> None:
    before = bare.holds()
    bare.install()
    answers = bare.root / "var/lib/sci-tui/user.db"
    answers.write_text("answers")
    words = bare.root / "etc/sci-tui/out-of-order.txt"
    words.write_text("Hors service.\n")
    assert "Kept, as it was changed here: /etc/sci-tui/out-of-order.txt" in bare.uninstall()
    assert answers.read_text() == "answers"
    assert not (bare.root / "opt/sci-tui").exists()
    left = bare.holds()
    users = {
        f"etc/{name}{end}" for name in ("passwd", "group", "shadow", "gshadow") for end in ("", "-")
    }
    known = users | {"etc/sci-tui/out-of-order.txt", "etc/.pwd.lock"}
    assert {name: text for name, text in left.items() if name not in known} == {
        name: text for name, text in before.items() if name not in known
    }
    bare.uninstall()


def test_a_program_that_cannot_be_installed_leaves_the_one_before(
    bare: Image, tmp_path: Path
) -> None:
    bare.install()
    broken = tmp_path / "sci_tui-9.9.9-py3-none-any.whl"
    broken.write_bytes(b"no wheel")
    refused = said(bare._replace(wheel=broken).installing())
    assert refused.returncode != 0
    assert (bare.root / "opt/sci-tui/bin/sci-tui").is_file()


def test_a_changed_package_is_not_installed(bare: Image, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(kept_wheels(), changed)
    package = next(changed.glob("textual-*.whl"))
    package.write_bytes(package.read_bytes() + b"more")
    refused = said(bare._replace(wheels=changed).installing())
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert not (bare.root / "opt/sci-tui").exists()


@pytest.mark.parametrize(
    ("system", "says"),
    [
        ('ID=debian\nVERSION_ID="11"\n', "Debian 12 or later"),
        ('ID=fedora\nVERSION_ID="40"\n', "Debian 12 or later"),
        (None, "Debian 12 or later"),
    ],
)
def test_another_system_is_refused_in_one_sentence(
    bare: Image, system: str | None, says: str
) -> None:
    release = bare.root / "etc/os-release"
    release.unlink()
    if system:
        release.write_text(system)
    _refused(bare.installing(), says)
    assert not (bare.root / "opt").exists()


def test_a_debian_that_is_not_out_yet_is_new_enough(bare: Image, tmp_path: Path) -> None:
    (bare.root / "etc/os-release").write_text("ID=debian\nVERSION_CODENAME=forky\n")
    missing = bare._replace(wheel=tmp_path / "none.whl")
    _refused(missing.installing(), "there is no program at")


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh"])
def test_only_the_superuser_may(script: str) -> None:
    """The script is read from what is open already: nobody may not enter every checkout."""
    anyone = ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]
    command = [*(anyone if os.geteuid() == 0 else ()), "sh", "-s"]
    with (DEPLOY / script).open() as text:
        _refused(command, "only the superuser", stdin=text.fileno())


@pytest.mark.parametrize("arguments", [["--help"], ["--rot", "/x"], ["--root"]])
@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh"])
def test_an_unknown_option_is_refused_in_one_sentence(script: str, arguments: list[str]) -> None:
    refused = said([str(DEPLOY / script), *arguments])
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "--root" in refused.stderr


def _refused(command: list[str], says: str, stdin: int = subprocess.DEVNULL) -> None:
    refused = said(command, stdin)
    assert refused.returncode == 1, refused.stderr
    assert refused.stderr.count("\n") == 1
    assert says in refused.stderr
