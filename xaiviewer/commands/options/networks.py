"""The networks, loaded only once a command needs them."""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser, Examiner
    from xaiviewer.analysis.other_networks import OtherNetworks
    from xaiviewer.analysis.other_networks.side_by_side import SideBySide
    from xaiviewer.analysis.other_networks.untaught import Untaught
    from xaiviewer.exports.several.exporter import Exporter, Reader

_RTLD_NOW = 2
_BESIDE_IT_AND_AS_EVER = 0x1100  # LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR, LOAD_LIBRARY_SEARCH_DEFAULT_DIRS


def load(
    device: str = "auto", classifier: Path | None = None, *, segmenter: str = "", threads: int | None = None
) -> Examiner:
    """The two bundled networks on a device; `classifier` is the package of another one than the bundled.

    `segmenter` stands beside it as `analysis.loading.load_analyser` says.

    `threads` share a pass, whichever thread asks for it; None leaves it as it is.

    Raises:
        ModelError: where a model package is missing or damaged.
        UsageError: for a device that is not here.
    """
    _load_libraries()
    from xaiviewer.analysis import load_analyser  # noqa: PLC0415 - torch takes seconds to import

    if threads is not None:
        from xaiviewer.cohort.computation import set_threads  # noqa: PLC0415

        set_threads(threads)
    return load_analyser(device=device, classifier=classifier, segmenter=segmenter)


def beside(analyser: Analyser) -> OtherNetworks:
    """Networks that an analyser's is held against."""
    from xaiviewer.analysis.other_networks import OtherNetworks  # noqa: PLC0415 - torch takes seconds to import

    return OtherNetworks(analyser)


def side_by_side(a: Analyser, b: Analyser, method: str, findings: tuple[str | None, str | None]) -> SideBySide:
    """Two analysers on the same cases, compared by a class of either; see `SideBySide`.

    Raises:
        UsageError: where they cannot be compared.
    """
    from xaiviewer.analysis.other_networks.side_by_side import SideBySide  # noqa: PLC0415 - torch

    return SideBySide(a, b, method=method, finding=findings[0], finding_b=findings[1])


def exporter(load: Callable[[], Examiner], reader: Reader) -> Exporter:
    """What analyses cases for exports; it loads its networks when it wants them first."""
    from xaiviewer.exports.several.exporter import Exporter  # noqa: PLC0415 - torch takes seconds to import

    return Exporter(load, reader)


def untaught(analyser: Analyser) -> Untaught:
    """One network with random weights beside an analyser's."""
    from xaiviewer.analysis.other_networks.untaught import Untaught  # noqa: PLC0415 - torch takes seconds to import

    return Untaught(analyser, random=1)


def _load_libraries() -> None:
    """Load torch's libraries, a third of a second, without holding the interpreter as `import torch` would.

    The window is open by then and wants to answer. Where this finds nothing, the import does it all.
    """
    if "torch" in sys.modules:
        return
    found = importlib.util.find_spec("torch")
    if found is None or found.origin is None:
        return
    libraries = Path(found.origin).parent / "lib"
    load = _windows_loader() if sys.platform == "win32" else _loader()
    for name in ("torch_cpu", "torch_python"):
        for library in libraries.glob(f"{name}.dll" if sys.platform == "win32" else f"lib{name}.*"):
            load(library)  # a foreign call lets other threads run


def _loader() -> Callable[[Path], object]:
    system = ctypes.CDLL(None)
    system.dlopen.restype = ctypes.c_void_p
    return lambda library: system.dlopen(ctypes.c_char_p(bytes(library)), _RTLD_NOW)


def _windows_loader() -> Callable[[Path], object]:
    system = ctypes.CDLL("kernel32")
    system.LoadLibraryExW.restype = ctypes.c_void_p
    # what a library asks for is looked for beside it, as torch does
    return lambda library: system.LoadLibraryExW(ctypes.c_wchar_p(str(library)), None, _BESIDE_IT_AND_AS_EVER)
