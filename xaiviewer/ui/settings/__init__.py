"""What the reader chose and finds again at the next start: a file per subject, all in one place (`store`)."""

from xaiviewer.ui.settings.analysis import (
    analysis_settings,
    keep_analysis_settings,
    keep_random_networks,
    keep_trainings,
    random_networks,
    trainings,
)
from xaiviewer.ui.settings.computing import MEGABYTE, MOST_MB, keep_memory_mb, memory_mb
from xaiviewer.ui.settings.store import settings

__all__ = [
    "MEGABYTE",
    "MOST_MB",
    "analysis_settings",
    "keep_analysis_settings",
    "keep_memory_mb",
    "keep_random_networks",
    "keep_trainings",
    "memory_mb",
    "random_networks",
    "settings",
    "trainings",
]
