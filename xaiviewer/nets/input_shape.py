"""What a model package's network takes, as its model.json says: free of torch."""

from __future__ import annotations

from pathlib import Path

from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.requests import InputShape


def input_shape(package: Path) -> InputShape:
    """Channels and size of the network's input.

    Raises:
        ModelError: where the package cannot be read.
    """
    inputs = read_described(opened(package)).inputs
    return InputShape.of([each.key for each in inputs.channels], inputs.size)
