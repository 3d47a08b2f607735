"""Which weights a package holds and whom they were trained on, free of torch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import MODEL, TRAINING, opened


@dataclass(frozen=True)
class Named:
    """A package, as far as it is known without its weights.

    Attributes:
        name: by which the network is shown.
        sha256: of its weights.
        trained_on: whether a patient who goes by one of some names was among those that trained it.
        folds: whether it was trained on all patients of a cross-validation, whose networks judge them.
    """

    name: str
    sha256: str
    trained_on: Callable[..., bool]
    folds: bool = False


def is_package(path: Path) -> bool:
    """Whether something is, or claims to be, a package with a model.json: every zip does."""
    return path.is_file() or (path / MODEL).is_file()


def named(package: Path) -> Named:
    """What a package says of its weights.

    Raises:
        ModelError: where it cannot be read.
    """
    described = read_described(opened(package))
    return Named(described.name, described.sha256, described.trained.holds, "folds" in training_of(package))


def digest_of(package: Path) -> str:
    """SHA-256 of all that a package says of its network: its input, its classes, its calibration and its weights.

    Raises:
        ModelError: where that cannot be read.
    """
    return hashlib.sha256(opened(package).read(MODEL)).hexdigest()


def training_of(package: Path) -> dict[str, Any]:
    """Who trained a network how, as the program's own training noted it; empty for any other.

    Raises:
        ModelError: where that cannot be read.
    """
    file = package / TRAINING
    if not file.is_file():
        return {}
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{file} cannot be read ({error}); get the package again.") from error
