"""The bundled networks."""

from __future__ import annotations

from pathlib import Path

from xaiviewer import paths
from xaiviewer.analysis.examining import Examiner
from xaiviewer.nets.devices import AUTO, device_named
from xaiviewer.nets.models import load_model


def load_analyser(models: Path | None = None, device: str = AUTO, *, classifier: Path | None = None) -> Examiner:
    """The analyser of the two bundled networks, or of those in another folder of model packages.

    Args:
        models: the folder.
        device: where they run, one of `nets.devices.DEVICES`.
        classifier: the package of another classifier than the one there.

    Raises:
        ModelError: where a model package is missing or damaged.
        UsageError: for a device that is not here.
    """
    folder, where = models or paths.models(), device_named(device)
    packages = classifier or folder / "classifier", folder / "segmenter"
    return Examiner(*(load_model(each, where) for each in packages))
