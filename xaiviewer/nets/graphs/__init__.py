"""Networks that are graphs of ONNX: run by onnxruntime, which gives their outputs and nothing else.

* `wire` reads the bytes of a protocol buffer; `looking` tells what a graph would do, before anything runs it.
* `words` is what a package says of one; `network` is such a graph as a module that gives logits.
"""
