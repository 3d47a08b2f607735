"""torchvision as a whole, where the installed program lacks what torchvision asks for and no classifier calls.

That are its compiled operators for detection, whose shapes it declares when it is imported, and torch's compiler and
its writer of ONNX, which it asks only for a word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import torch

_NAMES = ("nms", "qnms")
_LIKE = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_COMPILER = "torch._dynamo"
_EXPORT, _WRITTEN = "torch.onnx", "torchvision.ops._register_onnx_ops"


@contextmanager
def importable() -> Iterator[None]:
    """Within, torchvision and what imports it can be imported, whatever was left out. Not for two threads at a time."""
    _declared()
    stands_in: dict[str, ModuleType] = {}
    if not _found(_COMPILER):
        package, utilities = ModuleType(_COMPILER), ModuleType(f"{_COMPILER}.utils")
        package.__path__ = []
        package.disable = lambda function, *_, **__: function  # type: ignore[attr-defined]
        utilities.is_compile_supported = lambda _device: False  # type: ignore[attr-defined]
        stands_in = {_COMPILER: package, f"{_COMPILER}.utils": utilities}
    if not _found(_EXPORT):
        written = ModuleType(_WRITTEN)
        written._register_custom_op = lambda: None  # type: ignore[attr-defined]  # noqa: SLF001 - torchvision's name
        stands_in[_WRITTEN] = written
    sys.modules.update(stands_in)
    try:
        yield
    finally:
        for name, each in stands_in.items():
            if sys.modules.get(name) is each:
                del sys.modules[name]


def _found(module: str) -> bool:
    """Whether a module is there; a folder that holds only data, as a frozen program keeps one, is none."""
    try:
        spec = None if module in sys.modules else find_spec(module)
    except ImportError:
        return False
    return module in sys.modules or (spec is not None and spec.origin is not None)


@cache
def _declared() -> torch.library.Library | None:
    """Name the operators where torchvision lies without its compiled part."""
    spec = find_spec("torchvision")
    if spec is None or any(any(Path(each).glob("_C*")) for each in spec.submodule_search_locations or ()):
        return None
    library = torch.library.Library("torchvision", "DEF")  # type: ignore[no-untyped-call]
    for name in _NAMES:
        library.define(name + _LIKE)  # type: ignore[no-untyped-call]
    return library
