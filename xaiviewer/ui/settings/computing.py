"""By what is computed, and how much memory that may take."""

from __future__ import annotations

import os

from xaiviewer.ui.settings.store import keep, kept, whole

_MEMORY, _DEVICE, _THREADS = "cases/memory_mb", "computing/device", "computing/threads"
_NETWORK, _OUTLINER = "computing/network", "computing/segmenter"
_AHEAD = "cases/analyse_ahead"

MEGABYTE = 1024**2
MOST_MB = 8192
"""What the reviewer may give to cases that are not on the screen."""

DEVICES = ("auto", "cpu", "cuda", "mps")
"""What the networks may run on; the first is the usual."""


def memory_mb(usual: int) -> int:
    """What cases that are not on the screen may take, as the reviewer left it; `usual` where nothing is kept."""
    return whole(kept(_MEMORY, usual), usual, 0, MOST_MB)


def keep_memory_mb(chosen: int) -> None:
    """Keep that for the next start."""
    keep(_MEMORY, chosen)


def analyse_ahead() -> bool:
    """Whether the cases that come next are analysed while nothing else is done."""
    return kept(_AHEAD, "true").lower() == "true"


def keep_analyse_ahead(*, on: bool) -> None:
    """Keep that choice for the next start."""
    keep(_AHEAD, str(on).lower())


def device() -> str:
    """What the networks run on, one of `DEVICES`."""
    told = kept(_DEVICE, DEVICES[0])
    return told if told in DEVICES else DEVICES[0]


def keep_device(chosen: str) -> None:
    """Keep that for the next start: networks that are loaded stay where they are."""
    keep(_DEVICE, chosen)


def network() -> str:
    """Name of the imported network that cases are opened with; "" for the program's own."""
    return kept(_NETWORK)


def keep_network(chosen: str) -> None:
    """Keep that for the next start."""
    keep(_NETWORK, chosen)


def outliner() -> str:
    """Name of the imported segmenter that outlines beside that network; "" for the usual one."""
    return kept(_OUTLINER)


def keep_outliner(chosen: str) -> None:
    """Keep that for the next start."""
    keep(_OUTLINER, chosen)


def most_threads() -> int:
    """How many threads can work at once here."""
    return os.cpu_count() or 1


def threads() -> int:
    """How many threads share a pass through a network; 0 where nothing is said, which is as many as suit."""
    return whole(kept(_THREADS, 0), 0, 0, most_threads())


def keep_threads(chosen: int) -> None:
    """Keep that for the next start."""
    keep(_THREADS, chosen)
