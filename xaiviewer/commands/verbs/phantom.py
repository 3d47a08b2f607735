"""``xaiviewer phantom``: write the synthetic head."""

from __future__ import annotations

import argparse
from pathlib import Path

from xaiviewer.commands.options.parser import examples
from xaiviewer.phantom import SHIPPED_SEED, write_phantom
from xaiviewer.records import NOTICE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", type=Path, metavar="DEST", help="the folder to make")
    parser.add_argument(
        "--seed",
        type=int,
        default=SHIPPED_SEED,
        help="another seed, another head and lesion (default: %(default)s, the one that comes with the program)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace DEST if it exists")
    parser.epilog = examples(
        ("xaiviewer phantom head", "write the head that comes with the program"),
        ("xaiviewer phantom other --seed 3", "write another one"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write it."""
    write_phantom(arguments.folder, arguments.seed, overwrite=arguments.overwrite)
    print(f"A synthetic head, no patient, is in {arguments.folder}. {NOTICE}")
    return 0
