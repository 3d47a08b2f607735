"""The bundled networks."""

from __future__ import annotations

from pathlib import Path

from xaiviewer import paths
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.nets.models import load_model


def load_analyser(models: Path | None = None) -> Analyser:
    """The analyser of the two bundled networks, or of those in another folder of model packages.

    Raises:
        ModelError: where a model package is missing or damaged.
    """
    folder = models or paths.models()
    return Analyser(load_model(folder / "classifier"), load_model(folder / "segmenter"))
