"""A network of the user's own, as an option of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_model_argument(parser: argparse.ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--model",
        metavar="PACKAGE",
        help="another classifier than the one that comes with the program: the name of an imported network (`xaiviewer "
        "model list`), or a model package's folder or zip",
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
