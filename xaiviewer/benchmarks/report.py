"""Measurements against their targets: as JSON, and as a table for people."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xaiviewer.benchmarks.targets import TARGETS
from xaiviewer.benchmarks.timing import Measured
from xaiviewer.records.provenance import versions

SCHEMA = 1
_MARKS = {True: "pass", False: "MISS", None: "-"}


def report(found: Mapping[str, Measured], *, started: str, load_average: float | None) -> dict[str, Any]:
    """Everything that was measured, with what it was measured on.

    Args:
        found: by the keys of `TARGETS`; those that are missing were not asked for.
        started: date and time, ISO 8601.
        load_average: of the minute before the first measurement: what else the machine was doing.
    """
    return {
        "schema": SCHEMA,
        "started": started,
        "machine": machine() | {"load_average_before": load_average},
        "versions": versions(),
        "measurements": [_entry(key, found[key]) for key in TARGETS if key in found],
    }


def _entry(key: str, measured: Measured) -> dict[str, Any]:
    target = TARGETS[key]
    return {
        "key": key,
        "what": target.what,
        "value": measured.value,
        "low": measured.low,
        "high": measured.high,
        "unit": target.unit,
        "target": target.limit,
        "at_most": target.at_most,
        "passed": None if measured.value is None else target.reached(measured.value),
        "note": measured.note,
    }


def machine() -> dict[str, Any]:
    """The processor, its number of cores, and the system."""
    return {"processor": _processor(), "cores": os.cpu_count(), "system": platform.platform()}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def table(made: Mapping[str, Any]) -> str:
    """The report as lines: what, measured value with quartiles, target, pass or MISS, note."""
    host = made["machine"]
    lines = [f"{host['processor']}, {host['cores']} cores, {host['system']}"]
    if host["load_average_before"] is not None:
        lines.append(
            f"load average before: {host['load_average_before']:.1f} (ratios hold on a busy machine, times do not)"
        )
    width = max((len(entry["what"]) for entry in made["measurements"]), default=0)
    for entry in made["measurements"]:
        sign = "<=" if entry["at_most"] else ">="
        target = f"{sign} {entry['target']:g} {entry['unit']}"
        mark = _MARKS[entry["passed"]]
        lines.append(
            f"{entry['what']:<{width}}  {_value(entry):<26}  {target:<10}  {mark:<4}  {entry['note']}".rstrip()
        )
    return "\n".join(lines)


def _value(entry: Mapping[str, Any]) -> str:
    if entry["value"] is None:
        return "not measured"
    text = f"{entry['value']:.3g} {entry['unit']}"
    if entry["low"] is not None:
        text += f" ({entry['low']:.3g} to {entry['high']:.3g})"
    return text
