"""The networks, loaded only once a command needs them."""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser


def load() -> Analyser:
    """The two bundled networks.

    Raises:
        ModelError: where a model package is missing or damaged.
    """
    _load_libraries()
    from xaiviewer.analysis import load_analyser  # noqa: PLC0415 - torch takes seconds to import

    return load_analyser()


def _load_libraries() -> None:
    """Load torch's libraries, a third of a second, without holding the interpreter as `import torch` would.

    The window is open by then and wants to answer. Where this finds nothing, the import does it all.
    """
    if "torch" in sys.modules or sys.platform == "win32":  # there torch comes before the window
        return
    found = importlib.util.find_spec("torch")
    if found is None or found.origin is None:
        return
    system = ctypes.CDLL(None)
    system.dlopen.restype = ctypes.c_void_p
    for name in ("torch_cpu", "torch_python"):
        for library in (Path(found.origin).parent / "lib").glob(f"lib{name}.*"):
            system.dlopen(ctypes.c_char_p(bytes(library)), 2)  # RTLD_NOW; a foreign call lets other threads run
