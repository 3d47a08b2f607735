"""A network of the user's own, as an option of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from xaiviewer.errors import UsageError
from xaiviewer.requests import METHODS
from xaiviewer.requests.request import NO_SLICES, refused


def add_model_argument(parser: argparse.ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--model",
        metavar="PACKAGE",
        help="another classifier than the one that comes with the program: the name of an imported network (`xaiviewer "
        "model list`), or a model package's folder or zip",
    )


def add_segmenter_argument(parser: argparse.ArgumentParser) -> None:
    """The option of what stands beside it."""
    parser.add_argument(
        "--segmenter",
        metavar="PACKAGE|bundled|none",
        help="what outlines beside the classifier: a package as for --model, the program's own, or nothing (default: "
        "what the classifier's package names, else the program's own where it takes the same channels)",
    )


def model_of(arguments: argparse.Namespace) -> Path | None:
    """The package that is meant, whole, for other processes work elsewhere; None for the program's own.

    Raises:
        UsageError: where there is none of that name.
    """
    if arguments.model is None:
        return None
    from xaiviewer.nets.packages.store import meant  # noqa: PLC0415 - no other start needs it

    return meant(arguments.model)


def segmenter_of(arguments: argparse.Namespace) -> str:
    """What is meant by the option: "bundled", "none", a package, whole, or "" where nothing is.

    Raises:
        ModelError: where its description cannot be read.
        UsageError: where there is no such package, or it is no segmenter.
    """
    if arguments.segmenter in (None, "bundled", "none"):
        return arguments.segmenter or ""
    from xaiviewer.nets.packages.store import meant  # noqa: PLC0415 - no other start needs it

    found = meant(arguments.segmenter)
    refuse_classifier(found)
    return str(found)


def refuse_classifier(package: Path) -> None:
    """Refuse what cannot outline, by its description alone.

    Raises:
        ModelError: where that cannot be read.
        UsageError: where it is no segmenter.
    """
    from xaiviewer.nets.packages.description import read_described  # noqa: PLC0415 - as above
    from xaiviewer.nets.packages.files import opened  # noqa: PLC0415

    described = read_described(opened(package))
    if described.task != "segmentation":
        raise UsageError(f"{described.name} is a network for {described.task}; name a segmenter.")


def refusals(model: Path | None) -> dict[str, str]:
    """By method why a network of the user's own cannot be asked by it, from what its package says.

    Raises:
        ModelError: where its package cannot be read.
    """
    limits, volumes = _limits(model)
    asked = [each for each in METHODS.values() if each.task == "classification"]
    found = {each.key: refused(each, outputs_only=limits, volumes=volumes) for each in asked}
    return {key: why for key, why in found.items() if why}


def refuse_methods(model: Path | None, methods: Iterable[str], *, on_slices: bool = False) -> None:
    """Refuse, before a network is loaded, what it cannot be asked.

    Args:
        model: its package; None for the program's own.
        methods: keys; what is no method's is passed over.
        on_slices: whether something is tried on single slices besides.

    Raises:
        ModelError: where its package cannot be read.
        UsageError: where there is such a method.
    """
    cannot = refusals(model)
    for key in methods:
        if key in cannot:
            raise UsageError(f"{METHODS[key].title} cannot be asked. {cannot[key]}")
    if on_slices and _limits(model)[1]:
        raise UsageError(NO_SLICES)


def _limits(model: Path | None) -> tuple[str, bool]:
    """Why its outputs are all that a network gives, "" where they are not; and whether it takes volumes."""
    if model is None:
        return "", False
    from xaiviewer.nets.graphs.words import LIBRARY, OUTPUTS_ONLY  # noqa: PLC0415 - as above
    from xaiviewer.nets.packages.description import read_described  # noqa: PLC0415
    from xaiviewer.nets.packages.files import MODEL, opened  # noqa: PLC0415

    files = opened(model)
    if not files.has(MODEL):
        return "", False
    described = read_described(files)
    return OUTPUTS_ONLY if described.factory.library == LIBRARY else "", described.inputs.dimensions == 3
