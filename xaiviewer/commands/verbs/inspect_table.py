"""What ``xaiviewer inspect`` prints: aligned text that reads well at 100 columns."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from xaiviewer.readers import Skipped

WIDTH = 100
_HEAD = ("used as", "key", "taken for", "size", "mm", "plane", "files", "type")
_KEY = 1
_LONGEST_KEY = 30


def case_lines(case: dict[str, Any]) -> Iterator[str]:
    """One case of the report: its series as a table with the reasons below each, its masks, its notices."""
    synthetic = " (synthetic)" if case["synthetic"] else ""
    yield f"{case['name']}{synthetic}   {case['format']}   {case['path']}"
    rows = [_HEAD, *(_row(each) for each in case["series"])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    widths[_KEY] = min(widths[_KEY], _LONGEST_KEY)
    widths[_KEY] = max(min(widths[_KEY], WIDTH - 2 - sum(widths) + widths[_KEY] - 2 * (len(widths) - 1)), len("key"))
    for row, series in zip(rows, (None, *case["series"]), strict=True):
        wide = len(row[_KEY]) > widths[_KEY]
        shown = [cell if column != _KEY or not wide else "" for column, cell in enumerate(row)]
        if wide:
            yield f"  {row[0]:<{widths[0]}}  {row[_KEY]}"
            shown[0] = ""
        yield "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(shown, widths, strict=True)).rstrip()
        if series is not None:
            yield from _about(series, 2 + widths[0] + 2)
    for mask in case["masks"]:
        yield from _mask(mask)
    for notice in case["notices"]:
        yield from _wrapped("note: " + notice, 2)


def skipped_lines(skipped: Sequence[Skipped]) -> Iterator[str]:
    """How many files were left out, by reason, the commonest first, each with an example."""
    counts = Counter(each.reason for each in skipped)
    examples = {each.reason: each.path for each in reversed(skipped)}
    for reason, count in counts.most_common():
        yield from _wrapped(f"left out: {count} x {reason.rstrip('.')}, such as {examples[reason].name}", 0)


def _row(series: dict[str, Any]) -> tuple[str, ...]:
    shape, spacing = series["shape"], series["spacing_mm"]
    return (
        ", ".join(f"taken for {name}" if name in series["stands_in_for"] else name for name in series["used_as"]),
        series["key"],
        series["recognised"]["label"],
        f"{shape['columns']} x {shape['rows']} x {shape['slices']}",
        "unknown" if spacing is None else " x ".join(f"{spacing[axis]:.3g}" for axis in ("column", "row", "slice")),
        series["plane"]["words"],
        str(len(series["files"])),
        series["dtype"].lstrip("<>=|"),
    )


def _about(series: dict[str, Any], indent: int) -> Iterator[str]:
    name, reason = series["name"], series["recognised"]["reason"]
    told = "" if name in (series["key"], series["recognised"]["label"]) or name in reason else f"{name}: "
    stray = "" if series["whole"] else "; no whole volume"
    yield from _wrapped(f"{told}{reason}{stray}", indent)
    for notice in series["notices"]:
        yield from _wrapped("note: " + notice, indent)


def _mask(mask: dict[str, Any]) -> Iterator[str]:
    used = "mask, taken" if mask["used"] else "mask"
    name = "" if mask["name"] == mask["key"] else f" {mask['name']}"
    on = f", drawn on {', '.join(mask['drawn_on'])}" if mask["drawn_on"] else ""
    segments = ", ".join(
        f"{each['number']} {each['name']}{'' if each['used'] else ' (not taken)'}" for each in mask["segments"]
    )
    if not mask["used"]:
        segments = ", ".join(f"{each['number']} {each['name']}" for each in mask["segments"])
    yield from _wrapped(
        f"{used}: {mask['key']}{name}, {mask['format']}{on}" + (f"; segments {segments}" if segments else ""), 2
    )
    if mask["read"] is not None:
        yield from _wrapped(_read(mask["read"]), 4)
    for notice in mask["notices"]:
        yield from _wrapped("note: " + notice, 4)


def _read(read: dict[str, Any]) -> str:
    """How the mask's values were read, and the voxels of each slice from the first to the last that has any."""
    counts = read["voxels_per_slice"]
    marked = [number for number, count in enumerate(counts, 1) if count]
    told = f"read as {read['as']}: " if read["as"] else ""
    if not marked:
        return f"{told}no voxel on any of {len(counts)} slices"
    first, last = marked[0], marked[-1]
    where = f"slice {first}" if first == last else f"slices {first} to {last}"
    each = " ".join(str(count) for count in counts[first - 1 : last])
    return f"{told}{read['voxels']} voxels on {where} of {len(counts)}: {each}"


def _wrapped(text: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(text, WIDTH, initial_indent=space, subsequent_indent=space + "  ", break_on_hyphens=False)
