"""The wheel of this checkout, the wheels it needs, and a way to run what installs them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
WHEELS: Final = ROOT / ".venv" / "wheels"


def kept_wheels() -> Path:
    """The folder of wheels that the set-up kept for an installation without network."""
    if not (WHEELS / "run.txt").is_file():
        pytest.fail(f"There are no wheels in {WHEELS}: run `make test` once with a network.")
    return WHEELS


def wheel_in(folder: Path) -> Path:
    """The wheel of this checkout, built into a folder."""
    options = ["--no-index", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder)]
    done([sys.executable, "-m", "pip", "wheel", "--quiet", *options, str(ROOT)])
    (built,) = folder.glob("*.whl")
    return built


def done(
    command: list[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> str:
    """What a command printed, once it ended well; its complaint otherwise."""
    ended = subprocess.run(
        command,
        cwd=cwd,
        env=env or plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, f"{command} ended with {ended.returncode}:\n{ended.stderr}"
    return ended.stdout


def plain_environment() -> dict[str, str]:
    """Our environment without the machine's own configuration of pip."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
