"""An audit to be opened in the window, as options of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xaiviewer.errors import UsageError

if TYPE_CHECKING:
    from xaiviewer.audit.opening import Opened


def add_audit_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument(
        "--audit",
        type=Path,
        metavar="DIR",
        help="what `xaiviewer audit` wrote: its cases are opened, and the slices listed on which decision and "
        "attention disagree; with PATH, cases that have moved are looked for there, too",
    )
    parser.add_argument(
        "--disagreement",
        type=int,
        default=1,
        metavar="N",
        help="of --audit: the slice that is shown first (default: 1)",
    )


def audit_of(arguments: argparse.Namespace) -> Opened | None:
    """The audit that is asked for.

    Raises:
        ReadError: where the folder holds none.
        UsageError: where the slice that is wanted first is not in it, or no audit is named.
    """
    wanted: int = arguments.disagreement
    if arguments.audit is None:
        if wanted != 1:
            raise UsageError("--disagreement is the number of a slice of an audit; name it with --audit DIR.")
        return None
    from xaiviewer.audit.opening import opened  # noqa: PLC0415 - no other start needs it

    audit = opened(arguments.audit)
    count = len(audit.disagreements)
    if not 1 <= wanted <= max(count, 1):
        raise UsageError(f"{arguments.audit} lists {count} slices, counted from 1; there is no {wanted}.")
    return audit
