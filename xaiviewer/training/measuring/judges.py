"""Who judges the bundled networks: for every patient, networks that did not train on him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.analysis import Analyser
from xaiviewer.errors import UsageError
from xaiviewer.nets.packages.named import training_of
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.training.run import fold_name


@dataclass(frozen=True)
class Judge:
    """A pair of networks and patients whom the classifier was not trained on.

    Attributes:
        classifier, segmenter: folders of their packages.
        patients: names of the patients' folders.
    """

    classifier: Path
    segmenter: Path
    patients: tuple[str, ...]

    def analyser(self) -> Analyser:
        """The networks, loaded."""
        return Analyser(open_package(self.classifier), open_package(self.segmenter))


@dataclass(frozen=True)
class Judges:
    """By whom the bundled pair is measured.

    Attributes:
        favourites: who tells which method agrees best in a layer.
        figures: who tells how good the networks are.
        outlined: the patients among them whom the segmenter was not trained on either: they tell of the outline.
        train: the patients that trained the bundled classifier; they give the distribution other cases are held
            against.
    """

    favourites: tuple[Judge, ...]
    figures: tuple[Judge, ...]
    outlined: frozenset[str]
    train: tuple[str, ...]


def judges_of(classifier: Path, segmenter: Path, runs: Path) -> Judges:
    """The judges of the packages in these folders.

    A network trained on all patients is judged by those of its folds, which lie in `runs`; one of a version that held
    patients back judges those itself. The two may have been trained apart: outlines are measured on the patients that
    trained neither.

    Raises:
        UsageError: where no patient is new to both networks, or a fold's network is not in `runs`.
    """
    training = training_of(classifier)
    telling, choosing = (_strangers(classifier, runs / "classifier", part) for part in ("test", "validation"))
    outlining = _strangers(segmenter, runs / "segmenter", "test")
    figures, favourites = (
        tuple(
            Judge(package, outliner, tuple(names))
            for (package, outliner), names in _grouped(
                {name: (package, outlining.get(name, segmenter)) for name, package in strangers.items()}
            ).items()
        )
        for strangers in (telling, choosing)
    )
    outlined = frozenset(telling) & frozenset(outlining)
    if not outlined:
        raise UsageError("Every patient trained one of the two networks; train both with the same seed.")
    train = training["train"] if "folds" in training else training["split"]["train"]
    return Judges(favourites, figures, outlined, tuple(train))


def _strangers(bundled: Path, runs: Path, part: str) -> dict[str, Path]:
    """The patients that a network may be judged on, and for each the package that did not train on him."""
    training = training_of(bundled)
    if "folds" not in training:
        return dict.fromkeys(training["split"][part], bundled)
    found: dict[str, Path] = {}
    for number, names in enumerate(training["folds"]["members"]):
        folder = runs / fold_name(number) / "package"
        if not folder.is_dir() or training_of(folder).get("folds") != training["folds"]:
            raise UsageError(
                f"{folder} does not hold the network of fold {number} that the bundled one is judged by; train it "
                "again with the same seed and folds, or name the folder of the runs."
            )
        found |= dict.fromkeys(names, folder)
    return found


def _grouped(pairs: Mapping[str, tuple[Path, Path]]) -> dict[tuple[Path, Path], list[str]]:
    """The patients of each pair of packages, in order."""
    groups: dict[tuple[Path, Path], list[str]] = {}
    for name, pair in pairs.items():
        groups.setdefault(pair, []).append(name)
    return groups
