"""What was measured, in a package's MODEL_CARD.md and in a few lines of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xaiviewer.case import takes_whatever
from xaiviewer.nets.packages.description import Described
from xaiviewer.nets.packages.files import CARD
from xaiviewer.nets.packages.measured import FEW, Measured
from xaiviewer.records.folders import write_whole
from xaiviewer.requests import KeptAgreement, method_title
from xaiviewer.requests.badges import Sanity
from xaiviewer.summary.null_names import null_title

_HEAD = "## Measured"
_NONE = "* Not measured: calibration, agreement of maps with masks, sanity of maps."


def write_card(
    package: Path, described: Described, measured: Measured, agreement: KeptAgreement | None, sanity: Sanity | None
) -> None:
    """Put what was measured at the end of a package's card, in place of what stood there of it.

    Args:
        package: its folder.
        described: its network.
        measured, agreement, sanity: what lies beside its weights; None for what was not measured.

    Raises:
        UsageError: where it cannot be written.
    """
    file = package / CARD
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else f"# {described.name}\n"
    own = text.split(f"\n{_HEAD}\n")[0].replace(f"{_NONE}\n", "").rstrip("\n")
    write_whole(file, f"{own}\n\n{section(described, measured, agreement, sanity)}".encode())


def section(described: Described, measured: Measured, agreement: KeptAgreement | None, sanity: Sanity | None) -> str:
    """The card's section."""
    lines = [_HEAD, "", f"On {_whom(measured)}, by `{measured.command}`.", ""]
    lines += [f"* {each}" for each in (*_warnings(measured), *measured.said)]
    if measured.figures:
        lines += ["", "| figure | value (95 % interval over patients) |", "|---|---|"]
        lines += [f"| {name} | {told(figure)} |" for name, figure in measured.figures.items()]
        lines += ["", "“calibrated”: each patient with a calibration that was fitted on others.", ""]
    lines += (
        _agreement(agreement, itself=takes_whatever(described.inputs.channels)) + _sanity(sanity) + _ranges(measured)
    )
    return "\n".join(lines).rstrip("\n") + "\n"


def summary(measured: Measured | None, agreement: KeptAgreement | None, sanity: Sanity | None) -> dict[str, str]:
    """What was measured, by name, in a line each; what was not says so."""
    missing = "not measured"
    rows = {"measured on": missing if measured is None else _whom(measured)}
    if measured is not None:
        calibration = measured.calibration
        rows["calibration"] = missing if calibration is None else f"temperature {calibration.temperature:.3g}"
        for name in ("accuracy", "auroc"):
            if name in measured.figures:
                rows[name] = told(measured.figures[name])
    if agreement is not None:
        survivors = sum(each.survives for each in agreement.layers.values())
        rows["agreement"] = f"beyond every null in {survivors} of {len(agreement.layers)} layers"
    else:
        rows["agreement"] = missing
    rows["sanity"] = missing if sanity is None or not sanity.measured else f"of maps by {len(sanity.measured)} methods"
    return rows


def told(figure: Mapping[str, Any]) -> str:
    """``0.93 (0.88 to 0.97)``; a dash where it is undefined, no interval where there is one patient."""
    value, low, high = (figure[name] for name in ("value", "low", "high"))
    if value is None:
        return "-"
    return f"{value:.3f}" if low is None or high is None else f"{value:.3f} ({low:.3f} to {high:.3f})"


def _whom(measured: Measured) -> str:
    patients, slices = measured.patients, measured.slices
    counted = f", {slices} slice{'s' * (slices != 1)}" if slices else ""
    return f"{patients} patient{'s' * (patients != 1)} of {measured.name}{counted}"


def _warnings(measured: Measured) -> list[str]:
    said = []
    if measured.patients < FEW:
        said.append(f"Only {measured.patients} patients: the intervals are wide, and mean little below that number.")
    if measured.trained:
        said.append(f"{measured.trained} of them trained the network: what is measured on them flatters it.")
    if measured.calibration is not None:
        each = measured.calibration
        said.append(
            f"Calibration: temperature {each.temperature:.3g}, bias {each.bias:.3g}; every program run uses it."
        )
    return said


def _agreement(agreement: KeptAgreement | None, *, itself: bool) -> list[str]:
    head = ["### Do its maps agree more than what knows nothing of the lesion?", ""]
    if agreement is None:
        return [*head, "Not measured.", ""]
    rows = [
        f"| {each.layer} | {method_title(each.shown)} | {_number(each.observed)} | "
        f"{null_title(each.null, itself=itself)} | "
        f"{_number(each.difference)} ({_number(each.low)} to {_number(each.high)}) | "
        f"{'yes' if each.survives else 'no'} |"
        for each in agreement.layers.values()
    ]
    columns = "| layer | method | mass in the mask | strongest null | above it (95 % interval) | beyond every null |"
    return [*head, columns, "|---|---|---|---|---|---|", *rows, ""]


def _sanity(sanity: Sanity | None) -> list[str]:
    head = ["### Are its maps sane?", ""]
    if sanity is None or not sanity.measured:
        return [*head, "Not measured.", ""]
    methods = ", ".join(dict.fromkeys(method_title(each.method) for each in sanity.measured))
    return [*head, f"Checked: {methods}. The window shows the badges beside every map (Y); sanity.json holds them.", ""]


def _ranges(measured: Measured) -> list[str]:
    if not measured.ranges:
        return []
    whose = "patients that trained it" if measured.of_training else "cases it was measured on"
    lines = [f"### What the {whose} look like", "", "| | low | median | high |", "|---|---|---|---|"]
    rows = (
        f"| {name} | {each['low']:.4g} | {each['median']:.4g} | {each['high']:.4g} |"
        for name, each in measured.ranges.items()
    )
    return [*lines, *rows, ""]


def _number(value: float) -> str:
    return "-" if value != value else f"{value:.3f}"  # noqa: PLR0124 - NaN
