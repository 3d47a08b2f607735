"""The tiny networks, loaded once for a module."""

from __future__ import annotations

from pathlib import Path

import pytest

from xaiviewer.nets.models import Model, load_model


@pytest.fixture(scope="module")
def classifier(models: Path) -> Model:
    return load_model(models / "classifier")


@pytest.fixture(scope="module")
def segmenter(models: Path) -> Model:
    return load_model(models / "segmenter")
