"""The tables as CSV files, and what is kept beside a model package."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xaiviewer.audit.report import Report
from xaiviewer.audit.report.fields import plain
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.packages.named import named
from xaiviewer.records.folders import write_whole

TABLES = (
    "cases",
    "skipped",
    "survival",
    "best",
    "localisation",
    "centring",
    "false_heat",
    "reliance",
    "locality",
    "disagreements",
)
SECOND_TABLES = ("sanity", "faithfulness")

AGREEMENT = "agreement.json"
"""Beside a package: what an audit measured about its layers."""

_BY = "mass"


def csv_files(report: Report) -> dict[str, bytes]:
    """Every table by its file name; an interval is two columns more, "…_low" and "…_high"."""
    tables: dict[str, Sequence[Any]] = {name: getattr(report, name) for name in TABLES}
    if report.second is not None:
        tables |= {name: getattr(report.second, name) for name in SECOND_TABLES}
    return {f"{name}.csv": _csv(rows) for name, rows in tables.items()}


def _csv(rows: Sequence[Any]) -> bytes:
    flat = [_flat(plain(row)) for row in rows]
    stream = io.StringIO(newline="")
    if flat:
        writer = csv.DictWriter(stream, list(flat[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(flat)
    return stream.getvalue().encode("utf-8", "replace")


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= {name if key == "value" else f"{name}_{key}": each for key, each in value.items()}
        else:
            found[name] = "; ".join(map(str, value)) if isinstance(value, list) else value
    return {name: "" if value is None else value for name, value in found.items()}


def agreement(report: Report, sha256: str, name: str) -> dict[str, Any]:
    """What is kept beside the package of these weights: every layer's best method over the strongest null, and more.

    Args:
        report: the audit.
        sha256: of the package's weights.
        name: of the patients, to be shown.
    """
    local = {row.layer: row for row in report.locality}
    return {
        "schema": 1,
        "weights": sha256,
        "reference": {
            "name": name,
            "patients": len(report.cases),
            "slices": sum(each.lesion_slices_examined for each in report.cases),
            "command": report.settings.command,
            "folds": report.settings.folds,
        },
        "measure": _BY,
        "layers": [
            plain(
                {
                    "layer": row.layer,
                    "method": row.method,
                    "nearest": row.nearest,
                    "null": row.null,
                    "observed": row.observed,
                    "expected": row.expected,
                    "difference": row.difference,
                    "low": row.low,
                    "high": row.high,
                    "q": row.q,
                    "patients": row.patients,
                    "brightness_difference": row.brightness.value,
                    "brightness_low": row.brightness.low,
                    "brightness_high": row.brightness.high,
                    "locality": local[row.layer].share.value,
                    "locality_low": local[row.layer].share.low,
                    "locality_high": local[row.layer].share.high,
                }
            )
            for row in report.best
            if row.measure == _BY
        ],
    }


def refuse_package(package: Path, option: str) -> str:
    """SHA-256 of the weights of a package that an option names.

    Raises:
        UsageError: where it is none.
    """
    try:
        return named(package / ".").sha256  # a zip has none: what is kept lies beside the weights
    except ModelError as error:
        raise UsageError(
            f"{package} is no model package; {option} names a folder with model.json and weights.safetensors."
        ) from error


def keep(package: Path, found: Mapping[str, Any]) -> None:
    """Write it beside the package, whole or not at all.

    Raises:
        UsageError: where it cannot be written.
    """
    write_whole(package / AGREEMENT, (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode())
