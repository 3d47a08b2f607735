"""The tiny networks, loaded once for a module."""

from __future__ import annotations

from pathlib import Path

import pytest

from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.opening import open_package


@pytest.fixture(scope="module")
def classifier(models: Path) -> Model:
    return open_package(models / "classifier")


@pytest.fixture(scope="module")
def segmenter(models: Path) -> Model:
    return open_package(models / "segmenter")
