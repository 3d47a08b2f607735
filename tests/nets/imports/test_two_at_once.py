"""Two imports of one name at a time: the later one is told what there is, whenever the earlier one was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.nets.small_network import FACTORY, described
from xaiviewer import paths
from xaiviewer.errors import UsageError
from xaiviewer.nets.imports.importing import copied
from xaiviewer.nets.packages import making, store
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package

TOLD = "There is a network “mine” already; remove it first, or give this one another name (--name)."


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")


def _made(folder: Path) -> Path:
    return make_package(folder, built(FACTORY), described())


def _copied(folder: Path) -> Path:
    elsewhere = folder.parents[2] / "elsewhere"
    return copied(elsewhere if elsewhere.exists() else _made(elsewhere), folder)


@pytest.mark.parametrize("imported", [_made, _copied])
def test_one_that_was_done_before_this_one_begins_to_write(imported: Callable[[Path], Path]) -> None:
    where = store.free_place("mine")
    _made(where)
    with pytest.raises(UsageError) as refused:
        imported(where)
    assert str(refused.value) == TOLD


@pytest.mark.parametrize("imported", [_made, _copied])
def test_one_that_was_done_while_this_one_was_tried(
    imported: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    where, tried = store.free_place("mine"), making.tried

    def slowly(fresh: Path, named: str) -> None:
        tried(fresh, named)
        if fresh.name == where.name:
            where.mkdir(parents=True)
            (where / "model.json").write_text("{}", encoding="utf-8")

    for module in ("making", "importing"):
        room = "packages" if module == "making" else "imports"
        monkeypatch.setattr(f"xaiviewer.nets.{room}.{module}.tried", slowly)
    with pytest.raises(UsageError) as refused:
        imported(where)
    assert str(refused.value) == TOLD
    assert [each.name for each in where.parent.iterdir()] == ["mine"]
