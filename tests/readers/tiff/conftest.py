"""The writers of TIFF and PNG files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def writing(helpers: Callable[[Path], ModuleType]) -> ModuleType:
    """The module of writers."""
    return helpers(Path(__file__).with_name("writing.py"))
