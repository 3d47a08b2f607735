"""A request about a network and slices as it takes them -> explanations. A folder per family, one registry."""

from xaiviewer.explain.explainer import Explainer, Outlined, Slices
from xaiviewer.explain.layers.tracing import traced
from xaiviewer.explain.network import Network
from xaiviewer.explain.one_pass.all_layers import AllLayers, OnePass
from xaiviewer.explain.one_pass.rules import check
from xaiviewer.explain.registry import EXPLAINERS
from xaiviewer.explain.segmentation.region import EmptyRegionError

__all__ = [
    "EXPLAINERS",
    "AllLayers",
    "EmptyRegionError",
    "Explainer",
    "Network",
    "OnePass",
    "Outlined",
    "Slices",
    "check",
    "traced",
]
