"""From trained weights to a model package."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from torch import nn

from xaiviewer.case import MAIN_SEQUENCE, SEQUENCES
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.preprocessing import MARGIN
from xaiviewer.nets.inputs.wanted import HEAD
from xaiviewer.nets.packages.description import OWN, Described, Factory, Inputs
from xaiviewer.nets.packages.files import TRAINING
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.requests import Channel
from xaiviewer.training.recipe import Task

DATA = (
    "TCGA-LGG, FLAIR abnormality masks by Buda, Saha and Mazurowski (2019); "
    "the published set is CC BY-NC-SA 4.0. Research use, not for diagnosis."
)
LICENCE = "Weights: research use only, CC BY-NC-SA 4.0 as the training data. Not for diagnosis."


def package(
    task: Task,
    networks: Sequence[nn.Module],
    entries: Mapping[str, Any],
    *,
    training: Mapping[str, Any],
    folder: Path,
) -> None:
    """Write the model package of a trained network to `folder`, in place of an older one.

    Args:
        networks: the network, then those that a thorough outline asks as well.
        entries: what `task` makes from patients the network did not learn from.
        training: who trained it, for how long.
    """
    said = {"data": DATA, **training, "recipe": asdict(task.recipe), "epochs": task.recipe.epochs}
    fresh, old = (folder.with_name(f".{word}-{folder.name}") for word in ("new", "old"))
    for each in (fresh, old):
        shutil.rmtree(each, ignore_errors=True)
    first, *further = networks
    make_package(
        fresh, first, described_from(entries, said["train"], task.recipe.final_size), further=further, half=True
    )
    write_training(fresh, said | {name: entries[name] for name in ("cross_validation",) if name in entries})
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def described_from(entries: Mapping[str, Any], patients: Sequence[str], size: int) -> Described:
    """The description of a trained network.

    Args:
        entries: see `Task.describe`.
        patients: names of those that trained it.
        size: of its input, in pixels.
    """
    classes = tuple(entries["classes"])
    extracted = entries.get("calibration_of_extracted_brains")
    channels = (Channel(name, key, key == MAIN_SEQUENCE) for key, name in SEQUENCES.items())
    return Described(
        entries["name"],
        Factory(OWN, entries["architecture"]),
        Inputs(tuple(channels), size, "head", MARGIN, None, HEAD),
        classes,
        entries.get("finding"),
        "softmax" if classes else "sigmoid",
        LICENCE,
        task="classification" if classes else "segmentation",
        threshold=entries["threshold"],
        trained=trained_on(patients, DATA),
        calibration=Calibration(**entries.get("calibration", {})),
        extracted=None if extracted is None else Calibration(**extracted),
        gate=entries.get("gate"),
    )


def write_training(folder: Path, training: Mapping[str, Any]) -> None:
    """Note who trained the network of a package how, and what was measured of it on whom."""
    (folder / TRAINING).write_text(json.dumps(training, indent=1) + "\n", encoding="utf-8")
