"""How a slice with its map is drawn: one type for the window, for pictures in files, and for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from xaiviewer.case import SEQUENCES, Case, Volume
from xaiviewer.case.frame import Alignment
from xaiviewer.display.colour import COLOUR_MAPS, DEFAULT, suited
from xaiviewer.display.window_level import WindowLevel, automatic_window

Polarity = Literal["positive", "absolute", "signed"]
Normalisation = Literal["slice", "case"]
Contrast = Literal["none", "stretch", "clahe"]
Fusion = Literal["mean", "max"]
Scale = Literal["robust", "maximum"]
Style = Literal["colour", "contours"]

_PALE = 0.4  # of the opacity

HELP, CHOICES = "help", "choices"
"""Keys of a field's metadata: its sentence, and the values it may have where they are names."""


def _option(words: str, choices: Iterable[str] = ()) -> Mapping[str, Any]:
    return {HELP: words, CHOICES: tuple(choices)}


@dataclass(frozen=True)
class Appearance:
    """How a slice with its map is drawn. Nothing here costs a pass of the network.

    Which layer, method and slice are drawn is not part of it. What stands beside a field is its help on the command
    line, where it is an option of the same name.

    Attributes:
        polarity: "positive" is the ReLU of Grad-CAM.
        contrast: "stretch" spreads the 2nd to 98th percentile; "clahe" equalises locally (Zuiderveld 1994). Colours are
            no longer proportional to relevance then.
        colour_map: a key of `colour.COLOUR_MAPS`; signed maps have one of their own, see `colours`.
        draw_above: never moved by `contrast`.
        scale: "robust" lets the strongest places saturate, so that the rest is seen, too; see `heat.full_colour`.
        soften: display only: scores and files are of the map as it was made; without `smooth` nothing is softened.
        style: contour lines leave the anatomy as it is; see `contour.contours`.
        alignment: "centred" puts each cell on its receptive field, "half-pixel" where image resizing puts it.
        fade: otherwise all heat is equally opaque.
        mute: see `muted`.
        sequence: key of the sequence under the heat; None, or one that a case lacks, is the case's main one.
        fusion: how several layers become one map, each scaled to its own maximum first.
        windows: window and level by sequence; one that is missing has the automatic one, see `window`.
        heat, mask, model: whether the heat, the clinician's mask and the model's segmentation are drawn.
    """

    polarity: Polarity = field(
        default="positive",
        metadata=_option("what speaks for the class, both signs alike, or both in two colours", get_args(Polarity)),
    )
    normalise: Normalisation = field(
        default="case",
        metadata=_option(
            "full colour is taken from the slice, or from the case, so that slices can be compared",
            get_args(Normalisation),
        ),
    )
    scale: Scale = field(
        default="robust",
        metadata=_option(
            "full colour is the 99th percentile of the values above zero, or their maximum", get_args(Scale)
        ),
    )
    style: Style = field(
        default="colour",
        metadata=_option(
            "colours, or lines around the places that hold 50 and 80 percent of what is drawn", get_args(Style)
        ),
    )
    contrast: Contrast = field(
        default="none",
        metadata=_option(
            "colour is proportional to the map, or spread between its 2nd and 98th percentile, or equalised locally",
            get_args(Contrast),
        ),
    )
    colour_map: str = field(
        default=DEFAULT,
        metadata=_option(
            "signed maps are always blue and orange", (key for key, each in COLOUR_MAPS.items() if not each.diverging)
        ),
    )
    draw_above: float = field(
        default=0.0, metadata=_option("draw nothing below this share of full colour, from 0 to 1")
    )
    alignment: Alignment = field(
        default="centred",
        metadata=_option("cells on their receptive fields, or where image resizing puts them", get_args(Alignment)),
    )
    smooth: bool = field(default=True, metadata=_option("linear between cells, or the cells themselves"))
    soften: bool = field(
        default=True, metadata=_option("smooth the picture over the size of a cell, or draw the map's own values")
    )
    fade: bool = field(
        default=True, metadata=_option("weak heat is more transparent, so that anatomy stays visible, or none is")
    )
    mute: bool = field(
        default=True,
        metadata=_option("heat for the finding is pale on slices that are not called so, or as strong as on any"),
    )
    opacity: float = field(default=0.6, metadata=_option("opacity of the strongest heat, from 0 to 1"))
    sequence: str | None = field(
        default=None, metadata=_option("under the heat; where a case lacks it, its main one", SEQUENCES)
    )
    inverted: bool = field(default=False, metadata=_option("show bright as dark, or as it is"))
    fusion: Fusion = "mean"
    windows: Mapping[str, WindowLevel] = field(default_factory=dict)
    heat: bool = True
    mask: bool = True
    model: bool = True

    @property
    def signed(self) -> bool:
        """Whether both signs are told apart."""
        return self.polarity == "signed"

    @property
    def colours(self) -> str:
        """Key of the colour map in use."""
        return suited(self.colour_map, signed=self.signed)

    @property
    def spreading(self) -> tuple[object, ...]:
        """All that makes a difference to what part of full colour each pixel has, before `toning`."""
        return (
            self.polarity,
            self.normalise,
            self.scale,
            self.style,
            self.alignment,
            self.smooth,
            self.soften,
            self.fusion,
        )

    @property
    def toning(self) -> tuple[object, ...]:
        """All else that makes a difference to the heat's values."""
        return self.contrast, self.draw_above

    @property
    def shaping(self) -> tuple[object, ...]:
        """All that makes a difference to the heat's values."""
        return (*self.spreading, *self.toning)

    @property
    def colouring(self) -> tuple[object, ...]:
        """All that makes a difference to what heat of the same values looks like."""
        return self.colours, self.fade, self.opacity

    @property
    def scaling(self) -> tuple[object, ...]:
        """All that makes a difference to the value at full colour."""
        return self.polarity, self.scale, self.smooth, self.soften

    def of_regions(self) -> Appearance:
        """The same for regions, each of one colour: nothing between them, and the strongest has full colour."""
        return replace(self, smooth=False, scale="maximum")

    def muted(self, *, denied: bool) -> Appearance:
        """The same for a slice on which the finding is explained and `denied`: no such heat looks like a lesion's."""
        return replace(self, opacity=self.opacity * _PALE) if denied and self.mute else self

    def volume(self, case: Case) -> Volume:
        """The sequence that is shown of a case."""
        return next((volume for volume in case.volumes if volume.sequence == self.sequence), case.main_volume)

    def window(self, volume: Volume) -> WindowLevel:
        """The window of a sequence; where none was chosen the automatic one, which takes a while."""
        return self.windows.get(volume.sequence) or automatic_window(volume.pictures)

    def settled(self, case: Case) -> Appearance:
        """The same with nothing left open for a case: the sequence shown is named, and has its window."""
        volume = self.volume(case)
        windows = {**self.windows, volume.sequence: self.window(volume)}
        return replace(self, sequence=volume.sequence, windows=windows)
