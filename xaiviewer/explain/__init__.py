"""(network, slices, class) -> maps of every layer. One module per family of methods, one registry."""

from xaiviewer.explain.all_layers import AllLayers, LayerMaps
from xaiviewer.explain.layers import traced
from xaiviewer.explain.registry import check

__all__ = ["AllLayers", "LayerMaps", "check", "traced"]
