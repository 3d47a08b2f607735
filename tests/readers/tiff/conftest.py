"""Writers of TIFF and PNG files, and what comes of what they wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from xaiviewer.case import Contents
from xaiviewer.readers.tiff import cases


@pytest.fixture(scope="session")
def writing(helpers: Callable[[Path], ModuleType]) -> ModuleType:
    """The module of writers."""
    return helpers(Path(__file__).with_name("writing.py"))


@pytest.fixture
def save(tmp_path: Path, writing: ModuleType) -> Callable[..., Path]:
    """Writes a TIFF of several pages into the test's folder."""

    def write(pages, name="P1.tif", **settings):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(writing.tiff(pages, **settings))
        return file

    return write


@pytest.fixture(scope="session")
def only() -> Callable[[Path], Contents]:
    """The one case that a file, with all beside it, or a folder gives; nothing is skipped."""

    def opened(path):
        names = [each.name for each in (path if path.is_dir() else path.parent).iterdir() if each.is_file()]
        found, skipped = cases(path, names)
        assert skipped == []
        (contents,) = found
        return contents

    return opened


@pytest.fixture(scope="session")
def refused() -> Callable[[Path], str]:
    """The one sentence with which a file is refused whose axes cannot be told apart."""

    def said(path):
        found, ((_, sentence),) = cases(path, [path.name])
        assert found == []
        assert "channels, slices and time cannot be told apart" in sentence
        return sentence

    return said
