"""From trained weights to a model package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from torch import nn

from xaiviewer.case import MAIN_SEQUENCE, SEQUENCES
from xaiviewer.nets.inputs.preprocessing import MARGIN
from xaiviewer.nets.models import save_model
from xaiviewer.training.recipe import Task

DATA = (
    "TCGA-LGG, FLAIR abnormality masks by Buda, Saha and Mazurowski (2019); "
    "the published set is CC BY-NC-SA 4.0. Research use, not for diagnosis."
)


def package(
    task: Task,
    networks: Sequence[nn.Module],
    described: Mapping[str, Any],
    *,
    training: Mapping[str, Any],
    folder: Path,
) -> None:
    """Write the model package of a trained network to `folder`.

    Args:
        networks: the network, then those that a thorough outline asks as well.
        described: the manifest's entries that `task` makes from patients the network did not learn from.
        training: who trained it, for how long.
    """
    manifest: dict[str, Any] = {
        "preprocessing": {
            "size": task.recipe.final_size,
            "margin": MARGIN,
        },
        "inputs": [
            {"name": name, "sequence": key, "stands_in": key == MAIN_SEQUENCE} for key, name in SEQUENCES.items()
        ],
        "training": {"data": DATA, **training, "recipe": asdict(task.recipe), "epochs": task.recipe.epochs},
        "licence": "Weights: research use only, CC BY-NC-SA 4.0 as the training data. Not for diagnosis.",
        **described,
    }
    save_model(folder, networks[0], manifest, further=networks[1:])
