"""Options of whoever sits at a reader study."""

from __future__ import annotations

import argparse

from xaiviewer.commands.options.parser import existing


def add_study_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument(
        "--study",
        type=existing,
        metavar="DIR",
        help="a reader's folder, as `xaiviewer review study make` makes it; the window asks for the passphrase",
    )
    parser.add_argument(
        "--released", type=existing, metavar="FILE", help="of --study: what the study's owner released, no passphrase"
    )
