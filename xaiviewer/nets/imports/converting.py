"""What is not trusted as a safetensors file: read once, in a process of its own, within time and memory.

The opcodes of a state dict were looked at before (`pickles`); torch reads it with weights_only, which never falls back
to more.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from xaiviewer.errors import ModelError
from xaiviewer.nets.imports.pickles import SAFETENSORS, look

TIME_S = 300
"""That a file may take."""

_SPARE = 2 * 2**30  # bytes beyond a few copies of the file

_TOO_MUCH = "needed more memory than it may have"
_NO_MEMORY = "can't allocate memory"

_INSIDE = ("state_dict", "model_state_dict", "model", "net", "network", "weights")
"""Keys under which trainings keep a state dict among other things."""

_BEFORE = ("module.", "_orig_mod.", "model.", "net.", "network.")
"""What wrappers put before every name."""


def converted(path: Path, *, time_s: float = TIME_S) -> bytes:
    """The weights of a .pt or .pth as a safetensors file.

    Raises:
        ModelError: where it would do anything but give tensors, holds no state dict, or takes too long.
    """
    look(path)
    return in_a_process(
        _state_dict_written, path, f"as a state dict ({{why}}); write it with {SAFETENSORS}", time_s=time_s
    )


def in_a_process(work: Callable[[Path, Path], None], path: Path, otherwise: str, *, time_s: float = TIME_S) -> bytes:
    """What `work` makes of a file, in a process of its own, within time and memory.

    Args:
        work: reads the first path and writes the second; a function that can be named in another process.
        path: the file that is not trusted.
        otherwise: what is said of it where that fails, with {why}.
        time_s: that it may take.

    Raises:
        ModelError: where it fails, or takes too much.
    """
    with tempfile.TemporaryDirectory(prefix="xaiviewer-") as folder:
        target = Path(folder) / "weights.safetensors"
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_convert, args=(work, path, target, there, time_s), daemon=True)
        process.start()
        there.close()
        try:
            said = here.recv() if here.poll(time_s) else f"took more than {time_s:.0f} seconds"
        except EOFError:
            said = "needed more memory or time than it may have"
        finally:
            if process.is_alive():
                process.join(2)
            if process.is_alive():
                process.kill()
            process.join()
            here.close()
        if said:
            raise ModelError(f"{path} is not taken {otherwise.format(why=said)}.")
        return target.read_bytes()


def _convert(work: Callable[[Path, Path], None], path: Path, target: Path, told: Any, time_s: float) -> None:
    """In the other process: limit, read, write; say what went wrong, or ""."""
    try:
        if work is _state_dict_written:
            import torch  # noqa: F401, PLC0415 - here, so that its libraries count before the limit is set
            from safetensors.torch import save_file  # noqa: F401, PLC0415
        _limit(4 * path.stat().st_size + _SPARE, time_s)
        work(path, target)
        told.send("")
    except MemoryError:
        told.send(_TOO_MUCH)
    except Exception as error:  # noqa: BLE001 - whatever is found wrong is said in a sentence
        said = " ".join(str(error).split())[:200] or type(error).__name__
        told.send(_TOO_MUCH if _NO_MEMORY in said else said)  # torch raises no MemoryError


def _state_dict_written(path: Path, target: Path) -> None:
    """The state dict of a file of torch's as safetensors."""
    import torch  # noqa: PLC0415
    from safetensors.torch import save_file  # noqa: PLC0415

    save_file(state_dict_in(torch.load(path, map_location="cpu", weights_only=True)), target)


def state_dict_in(held: object) -> dict[str, Any]:
    """The tensors of what torch.save kept, by names without a wrapper's prefix.

    Raises:
        ValueError: where there are none.
    """
    import torch  # noqa: PLC0415

    found = held
    for key in _INSIDE:
        if isinstance(held, Mapping) and isinstance(held.get(key), Mapping):
            found = held[key]
            break
    if (
        not isinstance(found, Mapping)
        or not found
        or not all(isinstance(each, torch.Tensor) for each in found.values())
    ):
        raise ValueError("it holds no state dict, a mapping from names to tensors")
    return {
        name: each.detach().contiguous().clone() for name, each in without_prefix({str(k): v for k, v in found.items()})
    }


def without_prefix(named: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The entries by names without what a wrapper put before all of them.

    MONAI's U-Net calls its own parts model.0, model.1 and model.2: there it is no wrapper's.
    """
    for prefix in _BEFORE:
        if all(name.startswith(prefix) and not name[len(prefix)].isdigit() for name in named if name != prefix):
            return without_prefix({name.removeprefix(prefix): each for name, each in named.items()})
    return list(named.items())


def _limit(more: int, time_s: float) -> None:
    """Bound what this process may still take; Windows has no such limits, there the time alone holds."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    used = (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        if Path("/proc/self/statm").exists()
        else 64 * 2**30
    )
    resource.setrlimit(resource.RLIMIT_AS, (used + more, used + more))
    resource.setrlimit(resource.RLIMIT_CPU, (int(time_s) + 1, int(time_s) + 1))
