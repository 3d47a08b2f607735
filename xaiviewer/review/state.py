"""What is on the screen, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from xaiviewer.case import TUMOUR, Analysis, Case
from xaiviewer.display.heat import HeatStyle
from xaiviewer.display.window import Window
from xaiviewer.review.extent import Extent

BEST = "best"
"""In place of a method's key: for every layer the method that agreed best with clinicians' masks when measured."""

Status = Literal["waiting", "working", "partial", "done", "failed"]
FusionScope = Literal["layer", "block", "stage", "network", "chosen"]


@dataclass(frozen=True)
class CaseEntry:
    """One line of the list of cases.

    Attributes:
        path: the folder or file.
        name: what the list shows.
        status: "partial" is a case whose analysis was interrupted.
        slices: number of slices; 0 until it was read.
        analysed: number of slices whose results are in.
        tumour: number of slices that the classifier calls tumour.
        synthetic: a phantom.
        problem: why it failed, one sentence.
    """

    path: Path
    name: str
    status: Status = "waiting"
    slices: int = 0
    analysed: int = 0
    tumour: int = 0
    synthetic: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Fusion:
    """Which layers are shown as one map.

    Attributes:
        scope: "layer" shows the current layer alone; "block", "stage" and "network" those around it; "chosen" the set.
        how: mean or maximum of the maps, each scaled to its own maximum.
        chosen: indices of the layers for scope "chosen".
    """

    scope: FusionScope = "layer"
    how: Literal["mean", "max"] = "mean"
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Display:
    """How the case is shown; changing it costs no network pass.

    Attributes:
        layer: index of the current layer.
        method: key of `case.METHODS`, or `BEST`.
        style: how a map becomes a picture.
        opacity: of the heat, 0 to 1.
        fusion: which layers are shown as one.
        heat, mask, model: whether the heat, the clinician's mask and the model's segmentation are drawn.
        sequence: key of the sequence shown.
        windows: the window of each sequence, by key.
        inverted: bright is dark.
        score: key of `case.SCORES`: the one drawn over the layers.
    """

    layer: int = 0
    method: str = BEST
    style: HeatStyle = field(default_factory=HeatStyle)
    opacity: float = 0.6
    fusion: Fusion = field(default_factory=Fusion)
    heat: bool = True
    mask: bool = True
    model: bool = True
    sequence: str = "flair"
    windows: dict[str, Window] = field(default_factory=dict)
    inverted: bool = False
    score: str = "mass"


@dataclass(frozen=True)
class Task:
    """What the worker is doing. `total` is 0 while the amount is unknown."""

    text: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, eq=False)
class ReviewState:
    """Everything the window shows; replaced whole at every change.

    Attributes:
        entries: the list of cases.
        current: path of the case that is open or being opened.
        case: the open case; None until it was read.
        extent: where the head lies on its slices.
        analysis: its results so far.
        slice_index: the slice shown.
        class_index: the class that is explained.
        display: how it is shown.
        task: what the worker does; None while it rests.
    """

    entries: tuple[CaseEntry, ...] = ()
    current: Path | None = None
    case: Case | None = None
    extent: Extent | None = None
    analysis: Analysis | None = None
    slice_index: int = 0
    class_index: int = TUMOUR
    display: Display = field(default_factory=Display)
    task: Task | None = None

    @property
    def entry(self) -> CaseEntry | None:
        """The list's line of the current case."""
        return next((entry for entry in self.entries if entry.path == self.current), None)

    @property
    def complete(self) -> bool:
        """Whether every slice of the open case has its result."""
        return self.case is not None and self.analysis is not None and len(self.analysis.slices) == len(self.case)
