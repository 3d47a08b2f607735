"""By which networks each patient is judged: where a cross-validation is given, by those that did not train on him."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xaiviewer.audit.plan import Judging
from xaiviewer.errors import ModelError, UsageError

BUNDLED = "bundled"


def judging_of(found: Sequence[Path], models: Path, runs: Path | None) -> list[Judging]:
    """The networks of each case.

    Args:
        found: paths of the cases.
        models: folder of the bundled packages.
        runs: of a cross-validation of them, as `xaiviewer train` leaves it; None where the bundled ones judge all.

    Raises:
        ModelError: where a package cannot be read.
        UsageError: where the runs are not those that the bundled networks are judged by.
    """
    classifier, segmenter = models / "classifier", models / "segmenter"
    known = set(_trained(classifier))
    pairs: dict[str, tuple[str, Path, Path]] = {}
    if runs is not None:
        if "folds" not in _manifest(classifier).get("training", {}):
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
        name, one, two = pairs.get(patient, (BUNDLED, classifier, segmenter))
        if (one, two) not in weights:
            weights[one, two] = sha256(one), sha256(two)
        trained = name == BUNDLED and patient in known
        judging.append(Judging(name, one.resolve(), two.resolve(), weights[one, two], trained))
    return judging


def sha256(package: Path) -> str:
    """Of a package's weights, as its manifest names them.

    Raises:
        ModelError: where it cannot be read.
    """
    return str(_manifest(package)["sha256"])


def _trained(package: Path) -> Sequence[str]:
    """Names of the patients that trained a package; none where it does not say."""
    training = _manifest(package).get("training", {})
    return [str(name) for name in training.get("train", training.get("split", {}).get("train", ()))]


def _manifest(package: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
        _ = manifest["sha256"] + ""  # a text
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model in {package} cannot be read ({error}); install the program again.") from error
    return manifest
