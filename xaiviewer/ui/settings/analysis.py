"""How cases are analysed, and what maps are held against."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xaiviewer.nets.packages.named import is_package
from xaiviewer.requests import OUTLINES, AnalysisSettings
from xaiviewer.ui.settings.store import settings

_OUTLINE, _GATE, _ALL = "analysis/outline", "analysis/gate", "analysis/outline_all"
_RANDOM, _TRAININGS = "trust/random_networks", "trust/trainings"


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
    return tuple(Path(line) for line in written.splitlines() if is_package(Path(line)))


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
