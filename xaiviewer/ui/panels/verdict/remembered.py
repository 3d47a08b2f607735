"""Who answers, and in which project, from one start to the next."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from xaiviewer.errors import UsageError
from xaiviewer.ledger.writers import Reader
from xaiviewer.ui.settings import settings

_NAME, _YEARS, _PROJECT = "review/reader", "review/years", "review/project"


def reader() -> Reader | None:
    """Who answered last; None before anybody did."""
    kept = settings()
    name = "" if kept is None else str(kept.value(_NAME, ""))
    years = "" if kept is None else str(kept.value(_YEARS, ""))
    with suppress(UsageError, ValueError):
        return Reader(name, float(years) if years else None)
    return None


def keep_reader(chosen: Reader) -> None:
    """Keep that for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(_NAME, chosen.name)
        kept.setValue(_YEARS, "" if chosen.years is None else f"{chosen.years:g}")


def project() -> Path | None:
    """The project that was open last, whether it is still there or not; None for the personal one."""
    kept = settings()
    told = "" if kept is None else str(kept.value(_PROJECT, ""))
    return Path(told) if told else None


def keep_project(path: Path | None) -> None:
    """Keep that for the next start; None for the personal one."""
    kept = settings()
    if kept is not None:
        kept.setValue(_PROJECT, "" if path is None else str(path))
