"""Which weights a package holds and whom they were trained on, of either kind of package; free of torch."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import MODEL, opened

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Named:
    """A package, as far as it is known without its weights.

    Attributes:
        name: by which the network is shown.
        sha256: of its weights.
        trained_on: whether a patient of a name was among those that trained it.
        folds: whether it was trained on all patients of a cross-validation, whose networks judge them.
    """

    name: str
    sha256: str
    trained_on: Callable[[str], bool]
    folds: bool = False


def is_package(path: Path) -> bool:
    """Whether something is, or claims to be, a package with a model.json: every zip does."""
    return path.is_file() or (path / MODEL).is_file()


def named(package: Path) -> Named:
    """What a package says of its weights.

    Raises:
        ModelError: where it cannot be read.
    """
    if is_package(package):
        described = read_described(opened(package))
        return Named(described.name, described.sha256, described.trained.holds)
    try:
        manifest: dict[str, Any] = json.loads((package / _MANIFEST).read_text(encoding="utf-8"))
        name, sha256 = manifest["name"] + "", manifest["sha256"] + ""  # texts
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model in {package} cannot be read ({error}); install the program again.") from error
    training = manifest.get("training", {})
    trained = frozenset(map(str, training.get("train", training.get("split", {}).get("train", ()))))
    return Named(name, sha256, trained.__contains__, "folds" in training)


def channels_of(package: Path) -> tuple[tuple[str, bool], ...]:
    """What a package's network takes: of each channel its sequence, "" of the main one, and whether it stands in.

    Raises:
        ModelError: where that cannot be read.
    """
    if is_package(package):
        return tuple((each.key, each.stands_in) for each in read_described(opened(package)).inputs.channels)
    try:
        manifest: dict[str, Any] = json.loads((package / _MANIFEST).read_text(encoding="utf-8"))
        if "inputs" in manifest:
            return tuple(
                (str(each.get("sequence", "")), bool(each.get("stands_in", False))) for each in manifest["inputs"]
            )
        given = manifest["preprocessing"]  # of the first packages
        return tuple((str(key), key == given.get("missing_sequence")) for key in given["sequences"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model in {package} cannot be read ({error}); install the program again.") from error
