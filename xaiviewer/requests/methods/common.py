"""Parameters that methods of several families share."""

from __future__ import annotations

from xaiviewer.requests.parameter import Parameter

LAYER = Parameter("layer", "layer", "", "whose map is made; the last one with channels where none is named")
SUPERPIXELS = Parameter("superpixels", "int", 60, "how many regions the head is parted into, about", least=4, most=1000)
COMPACTNESS = Parameter(
    "compactness", "float", 0.1, "small: regions follow edges; large: they are squares", least=0.001, most=100
)
