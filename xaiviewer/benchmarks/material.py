"""What the measurements run on: the phantom and the bundled networks, or others for a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.analysis import Examiner
from xaiviewer.case import Case
from xaiviewer.nets.inputs.preprocessing import network_input, stack_sequences, standardise
from xaiviewer.nets.models import Model, load_model
from xaiviewer.readers import load_case


@dataclass(frozen=True)
class Material:
    """Where the case and the two model packages lie."""

    case: Path
    models: Path

    def load(self) -> Case:
        """The case."""
        return load_case(self.case)

    def classifier(self) -> Model:
        """The classifier."""
        return load_model(self.models / "classifier")

    def analyser(self) -> Examiner:
        """Both networks, ready for cases."""
        return Examiner(self.classifier(), load_model(self.models / "segmenter"))

    def inputs(self, model: Model) -> NDArray[np.float32]:
        """Every slice as the model takes it, float32 ``[slice, sequence, size, size]``."""
        images = stack_sequences(self.load())
        given = model.preprocessing
        return network_input(images, standardise(images, size=given.size, margin=given.margin))
