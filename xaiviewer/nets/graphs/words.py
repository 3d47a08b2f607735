"""What a package says of a graph of ONNX, and what is said of it; free of torch."""

from __future__ import annotations

LIBRARY, NAME = "onnx", "graph"
"""What model.json calls the factory of such a network."""

ENDS, LAYOUTS = ("logits", "softmax", "sigmoid"), ("channels_first", "channels_last")
"""Values of its arguments "ends" and "layout"."""

OUTPUTS_ONLY = (
    "This network is a graph of ONNX, which gives its outputs alone, without layers and gradients: ask a method that "
    "masks the input, such as Occlusion, RISE, LIME or SHAP."
)
