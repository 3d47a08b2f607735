"""What the measurements run on: the phantom and the bundled networks, or others for a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis import Examiner, load_analyser
from xaiviewer.analysis.prepared import prepare
from xaiviewer.case import Case
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.readers import load_case


@dataclass(frozen=True)
class Material:
    """Where the case and the two model packages lie, and that of another classifier, if one is meant."""

    case: Path
    models: Path
    own: Path | None = None

    def load(self) -> Case:
        """The case."""
        return load_case(self.case)

    def classifier(self) -> Model:
        """The classifier."""
        return open_package(self.own or self.models / "classifier")

    def analyser(self) -> Examiner:
        """Both networks, ready for cases."""
        return load_analyser(self.models, "cpu", classifier=self.own)

    def inputs(self, model: Model) -> NDArray[np.float32]:
        """Every slice as the model takes it, float32 ``[slice, sequence, size, size]``."""
        case = self.load()
        prepared = prepare(case, model, model)
        return prepared.inputs(list(case.indices), prepared.seen)
