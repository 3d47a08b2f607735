"""From trained weights to a model package: calibrated or thresholded on the validation patients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from xaiviewer.case import SEQUENCES
from xaiviewer.nets.models import save_model
from xaiviewer.nets.preprocessing import MARGIN
from xaiviewer.training.calibration import fit_calibration
from xaiviewer.training.patients import Patient
from xaiviewer.training.recipe import Task
from xaiviewer.training.split import Split
from xaiviewer.training.tasks import ClassifierTask, SegmenterTask, dice, evidence, run

DATA = (
    "TCGA-LGG, FLAIR abnormality masks by Buda, Saha and Mazurowski (2019); "
    "the published set is CC BY-NC-SA 4.0. Research use, not for diagnosis."
)
_THRESHOLDS = np.arange(0.3, 0.71, 0.05)


def package(
    task: Task, network: nn.Module, validation: Sequence[Patient], *, split: Split, folder: Path, epochs: int
) -> None:
    """Write the model package of a trained network to `folder`.

    Args:
        validation: the patients the calibration (classifier) or the threshold (segmenter) is fitted on.
        epochs: how many were trained.
    """
    manifest: dict[str, Any] = {
        "preprocessing": {
            "size": task.recipe.final_size,
            "margin": MARGIN,
            "sequences": list(SEQUENCES),
            "missing_sequence": "flair",
        },
        "training": {"data": DATA, "split": asdict(split), "recipe": asdict(task.recipe), "epochs": epochs},
        "licence": "Weights: research use only, CC BY-NC-SA 4.0 as the training data. Not for diagnosis.",
    }
    manifest |= _classifier(network, validation, task) if isinstance(task, ClassifierTask) else {}
    manifest |= _segmenter(network, validation, task) if isinstance(task, SegmenterTask) else {}
    save_model(folder, network, manifest)


def _classifier(network: nn.Module, validation: Sequence[Patient], task: ClassifierTask) -> Mapping[str, Any]:
    patients = [evidence(run(network, p.images, p.whole, task.recipe)) for p in validation]
    calibration = fit_calibration(patients, [p.labels for p in validation])
    return {
        "name": "tumour classifier",
        "architecture": "resnet50",
        "classes": ["no tumour", "tumour"],
        "calibration": asdict(calibration),
    }


def _segmenter(network: nn.Module, validation: Sequence[Patient], task: SegmenterTask) -> Mapping[str, Any]:
    found = [task.on_slices(network, p, p.images, p.whole) for p in validation]
    scores = [
        float(np.mean([dice(each > level, p.masks) for each, p in zip(found, validation, strict=True)]))
        for level in _THRESHOLDS
    ]
    return {
        "name": "tumour segmenter",
        "architecture": "resunet",
        "classes": [],
        "threshold": round(float(_THRESHOLDS[int(np.argmax(scores))]), 2),
    }
