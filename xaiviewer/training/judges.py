"""Who judges the bundled networks: for every patient, networks that did not train on him."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.analysis import Analyser
from xaiviewer.errors import UsageError
from xaiviewer.nets.models import load_model
from xaiviewer.training.run import fold_name


@dataclass(frozen=True)
class Judge:
    """A pair of networks and patients whom neither of them was trained on.

    Attributes:
        classifier, segmenter: folders of their packages.
        patients: names of the patients' folders.
    """

    classifier: Path
    segmenter: Path
    patients: tuple[str, ...]

    def analyser(self) -> Analyser:
        """The networks, loaded."""
        return Analyser(load_model(self.classifier), load_model(self.segmenter))


@dataclass(frozen=True)
class Judges:
    """By whom the bundled pair is measured.

    Attributes:
        favourites: who tells which method agrees best in a layer.
        figures: who tells how good the networks are.
        train: the patients that trained the bundled pair; they give the distribution other cases are held against.
    """

    favourites: tuple[Judge, ...]
    figures: tuple[Judge, ...]
    train: tuple[str, ...]


def judges_of(classifier: Path, segmenter: Path, runs: Path) -> Judges:
    """The judges of the packages in these folders.

    Networks trained on all patients are judged by those of their folds, which lie in `runs`; networks of a version
    that held patients back judge those themselves.

    Raises:
        UsageError: where the networks were trained on different patients, or the folds' networks are not in `runs`.
    """
    split, other = (_training(folder) for folder in (classifier, segmenter))
    if split.get("split") != other.get("split") or split.get("folds") != other.get("folds"):
        raise UsageError("The two networks were trained on different patients; train both with the same seed.")
    if "folds" not in split:
        held_back = split["split"]
        validation, test = ((Judge(classifier, segmenter, tuple(held_back[part])),) for part in ("validation", "test"))
        return Judges(validation, test, tuple(held_back["train"]))
    folds = []
    for number, names in enumerate(split["folds"]["members"]):
        pair = [runs / name / fold_name(number) / "package" for name in ("classifier", "segmenter")]
        for folder in pair:
            if not folder.is_dir() or _training(folder).get("folds") != split["folds"]:
                raise UsageError(
                    f"{folder} does not hold the network of fold {number} that the bundled ones are judged by; train "
                    "it again with the same seed and folds, or name the folder of the runs."
                )
        folds.append(Judge(pair[0], pair[1], tuple(names)))
    return Judges(tuple(folds), tuple(folds), tuple(split["train"]))


def _training(folder: Path) -> dict[str, Any]:
    training: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["training"]
    return training
