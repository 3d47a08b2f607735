"""Every kind of tile that a view may show, in the order in which the menu offers them."""

from __future__ import annotations

from functools import partial

from xaiviewer.review import Review
from xaiviewer.ui.language import later
from xaiviewer.ui.views.tiles.kind import TileKind
from xaiviewer.ui.views.tiles.picture import HeatTile, SliceTile
from xaiviewer.ui.views.tiles.planes.tile import PlaneTile, cuttable
from xaiviewer.ui.views.tiles.prior.tile import PriorTile, another
from xaiviewer.ui.views.tiles.series import SeriesTile
from xaiviewer.ui.views.tiles.sheets.difference import DifferenceTile, outlined
from xaiviewer.ui.views.tiles.sheets.sheet import SheetTile


def always(review: Review) -> bool:
    """For a kind that makes sense with every case."""
    del review
    return True


KINDS: tuple[TileKind, ...] = (
    TileKind("slice", later("Slice"), SliceTile, always),
    TileKind("heat", later("Heat map"), HeatTile, always),
    TileKind("plane", later("Another plane"), PlaneTile, cuttable),
    TileKind("prior", later("Another study"), PriorTile, another),
    TileKind("series", later("Any series"), SeriesTile, always),
    TileKind("difference", later("Clinician against model"), DifferenceTile, outlined),
    TileKind("layers", later("Layers of a slice"), partial(SheetTile, "layers"), always),
    TileKind("slices", later("Slices under a layer"), partial(SheetTile, "slices"), always),
)


def kind(key: str) -> TileKind | None:
    """The kind of this key; None where there is none (any more)."""
    return next((each for each in KINDS if each.key == key), None)
