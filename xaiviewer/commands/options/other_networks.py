"""Networks beside the one that is explained, as options of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from xaiviewer.commands.options.methods import with_slices_of
from xaiviewer.errors import UsageError


def add_network_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument(
        "--random-networks",
        type=_number,
        default=0,
        metavar="N",
        help="of --nulls: also the maps of N networks of the same architecture with random weights, whose scores make "
        "a band; 10 are usual and take ten passes more for a slice with a mask (default: none)",
    )
    parser.add_argument(
        "--permuted",
        type=_folder,
        metavar="PACKAGE",
        help="of --nulls: also the maps of a network that was trained on permuted labels, see `xaiviewer train "
        "--permuted`: the folder of its package",
    )
    parser.add_argument(
        "--also",
        type=_folder,
        action="append",
        default=[],
        metavar="PACKAGE",
        help="also hold the maps of maps.npz against those of another training of the same kind, such as a fold's: "
        "rank correlation, mean, spread and what all have in common; may be given several times",
    )


def refuse_networks(arguments: argparse.Namespace) -> None:
    """Raise UsageError where options speak of nulls that are not asked for, or of maps that are not made."""
    if arguments.also and not with_slices_of(arguments):
        raise UsageError(
            "--also holds maps of every layer against each other; add a method that comes with every slice, such as "
            "auto."
        )
    if not arguments.nulls and (arguments.random_networks or arguments.permuted is not None):
        raise UsageError("--random-networks and --permuted are nulls to hold maps against; add --nulls.")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 0 to 1000")
    return int(text)


def _folder(text: str) -> Path:
    """Whole, for other processes work elsewhere."""
    return Path(text).resolve()
