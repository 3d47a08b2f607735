"""Where the reviewer's settings are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.requests import OUTLINES, AnalysisSettings

_OUTLINE, _GATE, _ALL = "analysis/outline", "analysis/gate", "analysis/outline_all"
_RANDOM, _TRAININGS = "trust/random_networks", "trust/trainings"
_MEMORY, _AHEAD = "cases/memory_mb", "cases/analyse_ahead"

MEGABYTE = 1024**2
MOST_MB = 8192
"""What the reviewer may give to cases that are not on the screen."""


def settings() -> QSettings | None:
    """The reviewer's settings; None where they cannot be kept, which is no reason to bother anybody."""
    try:
        return QSettings(str(paths.user_data() / "settings.ini"), QSettings.Format.IniFormat)
    except XaiViewerError:
        return None


def analysis_settings() -> AnalysisSettings:
    """How cases are analysed, as the reviewer left it; the program's own choice where nothing, or nonsense, is kept."""
    kept = settings()
    usual = AnalysisSettings()
    if kept is None:
        return usual
    outline = str(kept.value(_OUTLINE, usual.outline))
    segment_all = str(kept.value(_ALL, "false")).lower() == "true"
    return AnalysisSettings(
        outline=outline if outline in OUTLINES else usual.outline,
        gate=_probability(kept.value(_GATE)),
        segment_all=segment_all,
    )


def keep_analysis_settings(chosen: AnalysisSettings) -> None:
    """Keep how cases are analysed for the next start."""
    kept = settings()
    if kept is None:
        return
    kept.setValue(_OUTLINE, chosen.outline)
    kept.setValue(_ALL, chosen.segment_all)
    if chosen.gate is None:
        kept.remove(_GATE)
    else:
        kept.setValue(_GATE, chosen.gate)


def memory_mb(usual: int) -> int:
    """What cases that are not on the screen may take, as the reviewer left it; `usual` where nothing is kept."""
    kept = settings()
    try:
        return min(max(int(str(usual if kept is None else kept.value(_MEMORY, usual))), 0), MOST_MB)
    except ValueError:
        return usual


def keep_memory_mb(chosen: int) -> None:
    """Keep that for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(_MEMORY, chosen)


def analyse_ahead() -> bool:
    """Whether the cases that come next are analysed while nothing else is done."""
    kept = settings()
    return kept is None or str(kept.value(_AHEAD, "true")).lower() == "true"


def keep_analyse_ahead(*, on: bool) -> None:
    """Keep that choice for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(_AHEAD, on)


def random_networks() -> bool:
    """Whether maps are held against networks with random weights, too."""
    kept = settings()
    return kept is None or str(kept.value(_RANDOM, "true")).lower() == "true"


def keep_random_networks(*, on: bool) -> None:
    """Keep that choice for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(_RANDOM, on)


def trainings() -> tuple[Path, ...]:
    """Packages of other trainings that maps are held against, those that are still there."""
    kept = settings()
    written = "" if kept is None else str(kept.value(_TRAININGS, ""))
    return tuple(Path(line) for line in written.splitlines() if (Path(line) / "manifest.json").is_file())


def keep_trainings(packages: Sequence[Path]) -> None:
    """Keep them for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(_TRAININGS, "\n".join(map(str, packages)))


def _probability(value: object) -> float | None:
    """A number from 0 to 1; None for whatever else is kept."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
