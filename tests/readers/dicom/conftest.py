"""What DICOM tests share: the module that writes files, and studies read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pydicom
import pytest

from xaiviewer.case import Contents, Series
from xaiviewer.readers.dicom import studies


@pytest.fixture(scope="session")
def dcm(helpers: Callable[[Path], ModuleType]) -> ModuleType:
    """`writing.py` beside this file."""
    return helpers(Path(__file__).with_name("writing.py"))


@pytest.fixture(scope="session")
def opened() -> Callable[[Path], Contents]:
    """Reads the only study below a folder, or of a file."""

    def read(root: Path) -> Contents:
        files = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else [root]
        found, skipped = studies(files, root=root)
        assert skipped == []
        (contents,) = found
        return contents

    return read


@pytest.fixture(scope="session")
def only(opened: Callable[[Path], Contents]) -> Callable[[Path], Series]:
    """Reads the only series below a folder, or of a file."""

    def read(root: Path) -> Series:
        (series,) = opened(root).series
        return series

    return read


@pytest.fixture(scope="session")
def refused() -> Callable[[Path], str]:
    """The one sentence for why a file is left out."""

    def read(path: Path) -> str:
        found, skipped = studies([path], root=path)
        assert found == []
        ((file, sentence),) = skipped
        assert file == path
        return sentence

    return read


@pytest.fixture(scope="session")
def packaged() -> Path:
    """The folder of pydicom's own test files."""
    return Path(pydicom.__file__).parent / "data" / "test_files"
