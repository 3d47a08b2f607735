"""The writer of NIfTI files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def writing(helpers: Callable[[Path], ModuleType]) -> ModuleType:
    """The module of writers."""
    return helpers(Path(__file__).with_name("writing.py"))


@pytest.fixture(scope="session")
def write(writing: ModuleType):
    """`write_nifti`."""
    return writing.write_nifti
