"""The user's own networks, as the window asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nets.small_network import described
from xaiviewer import paths
from xaiviewer.commands.options.own_networks import OwnNetworks
from xaiviewer.errors import UsageError
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package


def test_a_segmenter_stands_beside_a_network_of_its_own_channels_alone(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = described()
    make_package(tmp_path / "mine", built(made.factory), made)
    monkeypatch.setattr(store, "folder", lambda: tmp_path)
    monkeypatch.setattr(paths, "models", lambda: models)
    own = OwnNetworks(None, "")
    with pytest.raises(UsageError, match="other sequences"):
        own.outlining("mine")
    assert own.outlining("").keywords["segmenter"] == ""  # type: ignore[attr-defined]
    own.loading("mine")
    assert own.outlining("mine").keywords["segmenter"] == str(tmp_path / "mine")  # type: ignore[attr-defined]
    assert own.loading("").keywords["segmenter"] == ""  # type: ignore[attr-defined]
    again = OwnNetworks(None, "mine", outliner="mine")
    assert (again.outliner, again.lost) == ("mine", "")
    assert again.loading("mine").keywords["segmenter"] == str(tmp_path / "mine")  # type: ignore[attr-defined]
    for name in ("mine", "removed since"):  # other sequences than the program's own, and none
        again = OwnNetworks(None, "", outliner=name)
        assert (again.outliner, again.lost) == ("", name)
    asked = OwnNetworks(None, "mine", segmenter="none", outliner="mine")
    assert (asked.outliner, asked.lost) == ("", "")
    assert asked.loading("mine").keywords["segmenter"] == "none"  # type: ignore[attr-defined]
