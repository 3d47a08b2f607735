"""``xaiviewer --self-test [FILE]``: the whole job on the phantom, to show that a program works where it was installed.

Reads, classifies, segments, explains every layer by every method, scores, paints the real window, exports in every
form, reads every format, and uses no network meanwhile. The result is JSON, on the output and in FILE. Exit status 1 on
any failure.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer import __version__, paths
from xaiviewer.case import Case
from xaiviewer.commands.self_test.exports import export_checks
from xaiviewer.commands.self_test.files import format_checks
from xaiviewer.commands.self_test.networks import network_checks
from xaiviewer.commands.self_test.no_network import WATCH, open_network_sockets
from xaiviewer.commands.self_test.since_start import since_start_s
from xaiviewer.display.appearance import Appearance
from xaiviewer.errors import XaiViewerError
from xaiviewer.records.export import ExplainedCase, export_case
from xaiviewer.records.folders import replacing, write_whole
from xaiviewer.requests import ONE_PASS_METHODS, Analysis, SliceResult

PASSED, FAILED = 0, 1
_LAYERS = 102  # of a ResNet-50; a head's evidence comes on top
_OVERLAP = 0.5  # Dice of the model's outline with the phantom's tumour: well below what the networks reach
_PARTS = (
    "PySide6-Essentials", "torch", "torchvision", "numpy", "opencv-python-headless", "pydicom", "nibabel",
    "imagecodecs", "safetensors",
)  # fmt: skip
_T = TypeVar("_T")


class TestedWindow(Protocol):
    """The real window; `ui.start.self_test` has it, `__main__` hands it over."""

    @property
    def platform(self) -> str:
        """Name of Qt's platform."""

    def read(self, path: Path) -> Case:
        """Open a case and return it as soon as it is read."""

    def analyse(self) -> Analysis:
        """Wait for every slice's results."""

    def paint(self, index: int) -> str:
        """Paint a slice under several maps; raises where nothing comes of it."""

    def save(self, file: Path) -> None:
        """Write the window as a picture."""

    def close(self) -> None:
        """Take it down."""


@dataclass
class Steps:
    """What was tried, in order, as the result lists it."""

    done: list[dict[str, Any]] = field(default_factory=list)

    def take(self, name: str, work: Callable[[], _T]) -> _T | None:
        """Do one step; None where it failed. Text that it returns is noted."""
        start = time.perf_counter()
        step: dict[str, Any] = {"name": name, "ok": True}
        result: _T | None = None
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the result
            step |= {"ok": False, "why": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
        if isinstance(result, str):
            step["told"] = result
        step["seconds"] = round(time.perf_counter() - start, 3)
        self.done.append(step)
        return result

    @property
    def ok(self) -> bool:
        """Whether none failed."""
        return all(step["ok"] for step in self.done)


def run(file: Path | None, open_window: Callable[[], TestedWindow], *, picture: Path | None = None) -> int:
    """Test, write the result to `file` and to the output, and return the exit status.

    Args:
        file: where the JSON goes; one of that name is replaced.
        open_window: checks the display, imports Qt, and shows the window.
        picture: where the painted window goes, as PNG.

    Raises:
        UsageError: where the result cannot be written.
    """
    start, steps, shown_s, kind = time.perf_counter(), Steps(), None, None
    with WATCH.watching(), tempfile.TemporaryDirectory(prefix="xaiviewer-self-test-") as place:
        window = steps.take("window", open_window)
        if window is not None:
            shown_s, kind = since_start_s(), window.platform
            _review(steps, window, Path(place), picture)
            steps.take("close", window.close)
        for name, check in format_checks(Path(place)).items():
            steps.take(name, check)
        for name, check in network_checks(Path(place)).items():
            steps.take(name, check)
        steps.take("no network", _no_network)
    told = {
        "program": "xaiviewer",
        "version": __version__,
        "ok": steps.ok,
        "frozen": bool(getattr(sys, "frozen", False)),
        "system": platform.platform(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "qt_platform": kind,
        "parts": _versions(),
        "start_to_window_s": None if shown_s is None else round(shown_s, 3),
        "total_s": round(time.perf_counter() - start, 3),
        "steps": steps.done,
    }
    text = json.dumps(told, indent=2) + "\n"
    if file is not None:
        write_whole(file, text.encode())
    if sys.stdout is not None:
        print(text, end="", flush=True)
    return PASSED if steps.ok else FAILED


def _review(steps: Steps, window: TestedWindow, place: Path, picture: Path | None) -> None:
    """The main job, through the window; what comes later says so where something before it failed."""
    case = steps.take("read", lambda: window.read(paths.phantom()))
    analysis = None if case is None else steps.take("analyse", window.analyse)
    if case is None or analysis is None:
        return
    steps.take("classify", lambda: _classified(case, analysis))
    steps.take("segment", lambda: _segmented(case, analysis))
    steps.take("explain", lambda: _explained(case, analysis))
    steps.take("score", lambda: _scored(case, analysis))
    steps.take("paint", lambda: window.paint(_telling(case)))
    if picture is not None:
        steps.take("picture", lambda: window.save(picture))
    steps.take("export", lambda: _exported(case, analysis, place / "export"))
    for name, check in export_checks(case, analysis, place / "exports").items():
        steps.take(name, check)


def _telling(case: Case) -> int:
    """The slice with the largest mask."""
    if case.mask is None or not case.mask.voxels.any():
        raise XaiViewerError("The phantom has no mask; install the program again.")
    return int(np.argmax(case.mask.areas_px))


def _classified(case: Case, analysis: Analysis) -> str:
    """The largest tumour is found, and every slice has a probability."""
    if sorted(analysis.slices) != list(range(len(case))):
        raise XaiViewerError(f"{len(analysis.slices)} of {len(case)} slices were analysed.")
    finding = analysis.description.main_class
    sure = {index: float(result.probabilities[finding]) for index, result in analysis.slices.items()}
    if not all(0 <= value <= 1 for value in sure.values()):
        raise XaiViewerError(f"Probabilities are not between 0 and 1: {sure}")
    if sure[_telling(case)] < 0.5:
        raise XaiViewerError(f"The phantom's tumour was not recognised: {sure}")
    called = sum(value >= 0.5 for value in sure.values())
    return f"{called} of {len(case)} slices called tumour, {max(sure.values()):.3f} at most"


def _segmented(case: Case, analysis: Analysis) -> str:
    """The outline lies on the phantom's tumour."""
    index = _telling(case)
    drawn, outlined = case.mask_of(index), analysis.slices[index].segmentation
    if drawn is None or outlined is None:
        raise XaiViewerError("The slice with the largest tumour was not outlined.")
    both, either = int((drawn & outlined).sum()), int(drawn.sum()) + int(outlined.sum())
    dice = 2 * both / max(either, 1)
    if dice < _OVERLAP:
        raise XaiViewerError(f"The outline misses the phantom's tumour: Dice {dice:.3f}")
    return f"Dice {dice:.3f} on the slice with the largest tumour"


def _explained(case: Case, analysis: Analysis) -> str:
    """Every layer of every slice has a map by every method: of the layer's grid, finite, not empty."""
    if len(analysis.layers) < _LAYERS or set(analysis.methods) != set(ONE_PASS_METHODS):
        raise XaiViewerError(f"{len(analysis.layers)} layers by {', '.join(analysis.methods)} were explained.")
    empty = 0
    for index, result in analysis.slices.items():
        for method in ONE_PASS_METHODS:
            for layer, values in zip(analysis.layers, _maps(result, method), strict=True):
                if values.shape != layer.grid or not np.isfinite(values).all():
                    raise XaiViewerError(f"The map of {layer.name} by {method} on slice {index + 1} is damaged.")
                empty += not values.any()
    number = len(case) * len(ONE_PASS_METHODS) * len(analysis.layers)
    if empty > number / 10:
        raise XaiViewerError(f"{empty} of {number} maps are empty.")
    return f"{number} maps: {len(case)} slices, {len(ONE_PASS_METHODS)} methods, {len(analysis.layers)} layers"


def _maps(result: SliceResult, method: str) -> tuple[NDArray[np.float32], ...]:
    """The maps of every layer of a slice."""
    found = result.layer_maps(method)
    if found is None:
        raise XaiViewerError(f"Slice {result.index + 1} has no maps by {method}.")
    return found.maps


def _scored(case: Case, analysis: Analysis) -> str:
    """Every method's maps are held against the clinician's mask, and some layer agrees better than chance."""
    index = _telling(case)
    best: dict[str, float] = {}
    for method in ONE_PASS_METHODS:
        mass = analysis.slices[index].curve(method, "mass")
        if mass is None:
            raise XaiViewerError(f"The maps by {method} were not held against the mask.")
        best[method] = float(np.nanmax(mass))
    drawn = case.mask_of(index)
    chance = 0.0 if drawn is None else float(drawn.mean())
    if not min(best.values()) > chance:
        raise XaiViewerError(f"No layer agrees with the mask better than chance ({chance:.3f}): {best}")
    return ", ".join(f"{method} {value:.3f}" for method, value in best.items())


def _exported(case: Case, analysis: Analysis, target: Path) -> str:
    """As ``xaiviewer explain`` writes a case; every file is read back."""
    chosen = {number: each.method for number, each in enumerate(analysis.favourites)}
    maps = {
        layer: np.stack([_maps(analysis.slices[i], method)[layer] for i in range(len(case))]).astype("f4")
        for layer, method in chosen.items()
    }
    bare = replace(analysis, slices={i: replace(each, explanations={}) for i, each in analysis.slices.items()})
    explained = ExplainedCase(case, bare, chosen, maps)
    with replacing(target) as folder:
        export_case(
            explained,
            folder,
            pictured=[analysis.opening_layer(list(chosen))],
            appearance=Appearance(),
            settings={"self-test": True},
        )
    return read_back(target, len(case))


def read_back(folder: Path, slices: int) -> str:
    """What an export holds, in words; XaiViewerError where something is missing or blank."""
    manifest: Mapping[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if not manifest:
        raise XaiViewerError("The manifest is empty.")
    with np.load(folder / "maps.npz") as arrays:
        if len(arrays.files) < _LAYERS or any(len(arrays[name]) != slices for name in arrays.files):
            raise XaiViewerError(f"maps.npz holds {len(arrays.files)} arrays.")
    pictures = [*folder.glob("overlays/**/*.png"), folder / "contact-sheet.png"]
    if len(pictures) <= slices:
        raise XaiViewerError(f"{len(pictures)} pictures were written.")
    for picture in pictures:
        seen = cv2.imdecode(np.fromfile(picture, np.uint8), cv2.IMREAD_COLOR)
        if seen is None or not seen.any():
            raise XaiViewerError(f"{picture.name} is blank.")
    size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
    return f"{len(pictures)} pictures, {size / 1e6:.1f} MB"


def _no_network() -> str:
    """Nothing asked for the network, and no internet socket is open."""
    held = open_network_sockets()
    if WATCH.seen or held:
        raise XaiViewerError(f"The network was used: {', '.join([*WATCH.seen, *held])}")
    return "no socket but local ones, no name looked up"


def _versions() -> dict[str, str]:
    """Of the parts that do the work; a frozen program may come without their metadata."""
    found = {}
    for part in _PARTS:
        try:
            found[part] = metadata.version(part)
        except metadata.PackageNotFoundError:
            continue
    return found
