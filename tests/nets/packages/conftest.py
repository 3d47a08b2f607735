"""A small network of torchvision's as a package."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tests.nets.small_network import FACTORY, described
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package that tests copy."""
    torch.manual_seed(1)
    return make_package(tmp_path_factory.mktemp("packages") / "mine", built(FACTORY), described())
