"""Methods that cover parts of the input and look at the output: any network will do."""

from __future__ import annotations

from xaiviewer.requests.method import Method
from xaiviewer.requests.methods.masking.covering import FAMILY
from xaiviewer.requests.methods.masking.places import OCCLUSION, RISE, SHAP_PARTITION, places
from xaiviewer.requests.methods.masking.regions import ANCHORS, KERNEL_SHAP, LIME, verifying
from xaiviewer.requests.methods.masking.sequences import SEQUENCE_SHAPLEY

__all__ = ["FAMILY", "METHODS", "places", "verifying"]

METHODS: tuple[Method, ...] = (OCCLUSION, RISE, LIME, KERNEL_SHAP, SHAP_PARTITION, ANCHORS, SEQUENCE_SHAPLEY)
"""In the order in which they are listed."""
