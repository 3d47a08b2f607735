"""What could not be done, told by how a job ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import Cancelled, XaiViewerError


@dataclass(frozen=True)
class Failure:
    """Something that could not be done.

    Attributes:
        sentence: for the banner: the file, the reason, the remedy.
        case: whose it is; None where it is no case's, such as a search's.
    """

    sentence: str
    case: Path | None = None


def failure_of(outcome: BaseException | None, case: Path | None = None) -> Failure | None:
    """The expected failure that ended a job; None where it was cancelled or got through.

    Raises:
        BaseException: `outcome` itself where nobody expected it: it goes on to the excepthook, the log and one dialog.
    """
    if isinstance(outcome, XaiViewerError):
        return Failure(str(outcome), case)
    if outcome is not None and not isinstance(outcome, Cancelled):
        raise outcome
    return None


def sentence_of(outcome: BaseException) -> str:
    """Why something failed, for the list of cases."""
    return str(outcome) if isinstance(outcome, XaiViewerError) else "An unexpected error; see the log."
