"""The clinic a kiosk stands in: what its settings reach."""

from pathlib import Path

import pytest

from sci_tui.cli.clinic import ClinicOf
from sci_tui.cli.house import House
from sci_tui.places import Places
from sci_tui.site.actions import Print


@pytest.mark.parametrize("code", [0, 1])
def test_a_visitor_prints_on_the_printer_of_the_settings(
    small_library: Path,
    own_places: Places,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
) -> None:
    assert own_places.data
    own_places.data.mkdir()
    (own_places.data / "kiosk.toml").write_text('printer = "desk"\n', encoding="utf-8")
    lp = tmp_path / "bin" / "lp"
    lp.parent.mkdir()
    lp.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/told\n/bin/cat >/dev/null\nexit {code}\n')
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", str(lp.parent))
    with House(str(small_library)) as house:
        clinic = ClinicOf(house)
        site = clinic.visit()
        site.do(Print(house.library.cards(limit=1)[0].slug))
        logged = clinic.log.last(1)
        clinic.close()
    assert "desk" in (tmp_path / "told").read_text()
    assert bool(logged) == bool(code)
