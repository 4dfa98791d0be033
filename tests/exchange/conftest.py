"""Content of the tests' own, to be spoilt."""

import shutil
from pathlib import Path

import pytest

from tests.small_library import TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small library's text."""
    return Path(shutil.copytree(TEXT, tmp_path / "text"))
