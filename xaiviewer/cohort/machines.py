"""Who works on a cohort: processes of this machine, or a scheduler's workers. Checked before anything is loaded."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import UsageError

_SCHEME = "tls://"


@dataclass(frozen=True)
class Tls:
    """Files in PEM form by which both sides of a connection know each other."""

    ca: Path
    certificate: Path
    key: Path


@dataclass(frozen=True)
class Machines:
    """Who works.

    Attributes:
        workers: so many processes of this machine; None where a scheduler is named.
        scheduler: the address of one that runs already; "" for this machine.
        tls: for that scheduler.
    """

    workers: int | None = None
    scheduler: str = ""
    tls: Tls | None = None


def machines(workers: int | None, scheduler: str | None, tls: Sequence[Path | None]) -> Machines | None:
    """Who works, checked; None where nobody but this process does.

    Args:
        workers: processes of this machine.
        scheduler: an address.
        tls: the authority's certificate, one's own, and its key.

    Raises:
        UsageError: for what does not go together or is not there.
    """
    if workers is None and scheduler is None:
        if any(tls):
            raise UsageError("--tls-ca, --tls-cert and --tls-key are for --scheduler; name one, or leave them out.")
        return None
    if workers is not None and scheduler is not None:
        raise UsageError("--workers starts processes here and --scheduler asks others; leave one of them out.")
    if getattr(sys, "frozen", False):
        raise UsageError(
            "The installed program explains one case after the other; --workers and --scheduler are for xaiviewer "
            "from source, with its extra “cluster”."
        )
    if importlib.util.find_spec("distributed") is None:
        raise UsageError(
            "--workers and --scheduler need the package distributed; install xaiviewer with its extra “cluster”."
        )
    if scheduler is None:
        if any(tls):
            raise UsageError("--tls-ca, --tls-cert and --tls-key are for --scheduler; --workers stays on this machine.")
        return Machines(workers)
    return Machines(None, _encrypted(scheduler), _tls(tls))


def _encrypted(address: str) -> str:
    """An address with the one scheme that is used.

    Raises:
        UsageError: where it asks for another one.
    """
    if "://" not in address:
        return _SCHEME + address
    if not address.startswith(_SCHEME):
        raise UsageError(
            f"{address} is not encrypted, and dask's messages are pickles that can run any program; name a scheduler "
            "like tls://host:8786, with --tls-ca, --tls-cert and --tls-key."
        )
    return address


def _tls(files: Sequence[Path | None]) -> Tls:
    given = [each for each in files if each is not None]
    if len(given) < 3:
        raise UsageError(
            "A scheduler is asked over TLS alone, because dask's messages are pickles that can run any program; add "
            "--tls-ca, --tls-cert and --tls-key."
        )
    for each in given:
        if not each.is_file():
            raise UsageError(f"{each} is not there; --tls-ca, --tls-cert and --tls-key name files in PEM form.")
    return Tls(*(each.resolve() for each in given))


def threads_of_each(workers: int) -> int:
    """How many threads each worker takes, so that together they take no more than there are."""
    return max(1, (os.cpu_count() or 1) // workers)
