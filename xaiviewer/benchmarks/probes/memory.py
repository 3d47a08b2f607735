"""The most memory that a process takes which does nothing but a whole case."""

from __future__ import annotations

import sys

from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes.case import run_case
from xaiviewer.benchmarks.timing import Measured


def measure(material: Material) -> dict[str, Measured]:
    """Peak resident memory after one case, with everything that was imported for it."""
    run_case(material.analyser(), material)
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return {"case_memory": Measured(None, note="this system does not tell")}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return {"case_memory": Measured(peak * unit / 1e9, note="the whole process, libraries and networks included")}
