"""By which networks each patient is judged: where a cross-validation is given, by those that did not train on him."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xaiviewer.audit.plan import Judging
from xaiviewer.errors import UsageError
from xaiviewer.nets.packages.named import named

BUNDLED = "bundled"


def judging_of(found: Sequence[Path], models: Path, runs: Path | None, own: Path | None = None) -> list[Judging]:
    """The networks of each case.

    Args:
        found: paths of the cases.
        models: folder of the bundled packages.
        runs: of a cross-validation of them, as `xaiviewer train` leaves it; None where the bundled ones judge all.
        own: package of another classifier than the bundled one; None for that.

    Raises:
        ModelError: where a package cannot be read.
        UsageError: where the runs are not those that the bundled networks are judged by.
    """
    classifier, segmenter = own or models / "classifier", models / "segmenter"
    told = named(classifier)
    usual = BUNDLED if own is None else told.name
    pairs: dict[str, tuple[str, Path, Path]] = {}
    if runs is not None:
        if own is not None:
            raise UsageError("--folds names networks of the bundled classifier's kind; leave it out beside --model.")
        if not told.folds:
            raise UsageError(
                "The bundled classifier was not trained with folds, so --folds has no networks for it; leave it out."
            )
        from xaiviewer.training.measuring.judges import judges_of  # noqa: PLC0415 - torch takes seconds to import

        for judge in judges_of(classifier, segmenter, runs).figures:
            name = judge.classifier.parent.name
            pairs |= dict.fromkeys(judge.patients, (name, judge.classifier, judge.segmenter))
    weights: dict[tuple[Path, Path], tuple[str, str]] = {}
    judging = []
    for path in found:
        patient = path.resolve().name
        name, one, two = pairs.get(patient, (usual, classifier, segmenter))
        if (one, two) not in weights:
            weights[one, two] = sha256(one), sha256(two)
        trained = name == usual and told.trained_on(patient)
        judging.append(Judging(name, one.resolve(), two.resolve(), weights[one, two], trained, own is not None))
    return judging


def sha256(package: Path) -> str:
    """Of a package's weights, as it names them.

    Raises:
        ModelError: where it cannot be read.
    """
    return named(package).sha256
