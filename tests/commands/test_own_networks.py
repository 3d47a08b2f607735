"""The user's own networks, as the window asks for them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.nets.small_network import described
from xaiviewer.commands.options.own_networks import OwnNetworks
from xaiviewer.errors import UsageError
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package


def test_a_segmenter_of_whatever_channels_stands_beside_a_network_until_another_is_opened(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = described()
    make_package(tmp_path / "mine", built(made.factory), made)
    shutil.copytree(models / "segmenter", tmp_path / "outlines")
    outlines = str(tmp_path / "outlines")
    monkeypatch.setattr(store, "folder", lambda: tmp_path)
    own = OwnNetworks(None, "")
    with pytest.raises(UsageError, match="name a segmenter"):
        own.outlining("mine")
    assert own.outlining("").keywords["segmenter"] == ""  # type: ignore[attr-defined]
    own.loading("mine")
    assert own.outlining("outlines").keywords["segmenter"] == outlines  # type: ignore[attr-defined]
    assert own.loading("").keywords["segmenter"] == ""  # type: ignore[attr-defined]
    again = OwnNetworks(None, "mine", outliner="outlines")
    assert (again.outliner, again.lost) == ("outlines", "")
    assert again.loading("mine").keywords["segmenter"] == outlines  # type: ignore[attr-defined]
    for name in ("mine", "removed since"):  # a classifier, and none
        again = OwnNetworks(None, "", outliner=name)
        assert (again.outliner, again.lost) == ("", name)
    asked = OwnNetworks(None, "mine", segmenter="none", outliner="outlines")
    assert (asked.outliner, asked.lost) == ("", "")
    assert asked.loading("mine").keywords["segmenter"] == "none"  # type: ignore[attr-defined]
