"""The most memory that a process takes which does nothing but a whole case."""

from __future__ import annotations

from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes.case import run_case
from xaiviewer.benchmarks.timing import Measured, peak


def measure(material: Material) -> dict[str, Measured]:
    """Peak resident memory after one case, with everything that was imported for it."""
    run_case(material.analyser(), material)
    return {"case_memory": peak("the whole process, libraries and networks included")}
