"""Cases from generated series, and the other programs that read what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.dicom_objects import making as making_module
from tests.dicom_objects import opened
from tests.readers.dicom import writing
from xaiviewer.case import Case


@pytest.fixture(scope="session")
def making() -> Any:
    """`making.py` beside this file."""
    return making_module


@pytest.fixture(scope="session")
def dcm() -> Any:
    """The writers of the readers' tests."""
    return writing


@pytest.fixture(scope="session")
def study(making: Any, dcm: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    """The case of a named acquisition, written and read once."""
    made: dict[str, Case] = {}

    def of(name: str) -> Case:
        if name not in made:
            folder = tmp_path_factory.mktemp("dicom") / name.replace(" ", "-")
            making.write(dcm, name, folder)
            made[name] = making.opened(folder)
        return made[name]

    return of


@pytest.fixture(scope="session")
def complaints() -> Callable[[Path], list[str]]:
    """The errors that dciodvfy finds in a file."""
    if not opened.available("dciodvfy"):
        pytest.skip("dciodvfy is not installed; on Debian and Ubuntu, packaging/check installs dicom3tools")
    return opened.complaints


@pytest.fixture(scope="session")
def read_by() -> Callable[[str], None]:
    """Skips where a program is not here."""

    def wanted(name: str) -> None:
        if not opened.available(name):
            pytest.skip(f"{name} is not installed")

    return wanted
