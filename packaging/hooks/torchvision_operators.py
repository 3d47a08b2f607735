"""Run by the frozen program before `entry.py`: torchvision without its compiled operators.

torchvision registers shapes for two operators (non-maximum suppression) whether their library is there or not, and
fails where nobody declared them. They are declared here, the moment torchvision is imported and no earlier: importing
torch now would keep the splash away for a second. Nothing in the program calls them.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_DECLARED: list[object] = []


class _DeclareOperators(MetaPathFinder):
    """Finds nothing; uses the moment in which torchvision is looked for."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Declare the operators when torchvision is about to be imported; leave finding it to the others."""
        if fullname == "torchvision":
            sys.meta_path.remove(self)
            from torch.library import Library  # noqa: PLC0415 - not before it is needed

            library = Library("torchvision", "DEF")
            _DECLARED.append(library)  # the declaration ends with the object
            for operator in ("nms", "qnms"):
                library.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        return None


sys.meta_path.insert(0, _DeclareOperators())
