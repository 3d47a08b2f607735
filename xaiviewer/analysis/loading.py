"""The bundled networks."""

from __future__ import annotations

from xaiviewer import paths
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.nets.models import load_model


def load_analyser() -> Analyser:
    """The analyser of the two bundled networks.

    Raises:
        ModelError: where a model package is missing or damaged.
    """
    folder = paths.models()
    return Analyser(load_model(folder / "classifier"), load_model(folder / "segmenter"))
