"""What a pickle would do, told from its opcodes: nothing in it is run.

Torch's .pt and .pth are zips around a pickle. One of a state dict calls nothing but what puts tensors together.
"""

from __future__ import annotations

import pickletools
import zipfile
from pathlib import Path, PurePosixPath

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.files import DAMAGE

SAFETENSORS = 'safetensors.torch.save_file(network.state_dict(), "weights.safetensors")'
"""The line that writes what can always be read."""

MOST = 4 * 2**30
"""Bytes of a file that is looked at."""

_STORAGES = ["BFloat16", "Bool", "Byte", "Char", "Double", "Float", "Half", "Int", "Long", "Short", "Untyped"]
_ALLOWED = frozenset(
    {
        "collections OrderedDict",
        "torch._utils _rebuild_tensor_v2",
        "torch._utils _rebuild_parameter",
        "torch Size",
        *(f"torch {each}Storage" for each in _STORAGES),
    }
)
"""What a pickle of tensors calls, as `module name`."""

_CODES = (
    "PROTO FRAME STOP MARK POP POP_MARK DUP MEMOIZE NONE NEWTRUE NEWFALSE INT BININT BININT1 BININT2 LONG LONG1 LONG4 "
    "FLOAT BINFLOAT BINUNICODE SHORT_BINUNICODE BINUNICODE8 EMPTY_TUPLE TUPLE TUPLE1 TUPLE2 TUPLE3 EMPTY_LIST APPEND "
    "APPENDS LIST EMPTY_DICT DICT SETITEM SETITEMS EMPTY_SET ADDITEMS BINPUT LONG_BINPUT BINGET LONG_BINGET GET PUT "
    "GLOBAL REDUCE BUILD BINPERSID BINSTRING SHORT_BINSTRING"
)
_PLAIN = frozenset(_CODES.split())
"""Opcodes that such a pickle needs. Those that find a function by what was computed (STACK_GLOBAL, INST, OBJ, NEWOBJ,
EXT1) are not among them."""

_PICKLE_MOST = 64 * 2**20


def look(path: Path) -> None:
    """Refuse a file of torch's that would do anything but give tensors.

    Raises:
        ModelError: with the reason, and how to write what can be read.
    """
    if path.stat().st_size > MOST:
        raise ModelError(f"{path} is larger than {MOST // 2**30} GB; nothing of that size is read.")
    if not zipfile.is_zipfile(path):
        raise ModelError(
            f"{path} was not written by torch.save of torch 1.6 or later; load it where you trained and write it with "
            f"{SAFETENSORS}."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_programs(path, [each.filename for each in entries])
            if sum(each.file_size for each in entries) > MOST:
                raise ModelError(f"{path} claims more than {MOST // 2**30} GB; nothing of that size is read.")
            pickles = [each for each in entries if PurePosixPath(each.filename).name == "data.pkl"]
            if len(pickles) != 1 or pickles[0].file_size > _PICKLE_MOST:
                raise ModelError(_refused(path, "it holds no one pickle of a state dict"))
            data = archive.read(pickles[0])
    except DAMAGE as error:
        raise ModelError(f"{path} is damaged ({error}); copy it again.") from error
    wrong = harm(data)
    if wrong:
        raise ModelError(_refused(path, wrong))


def harm(pickle: bytes) -> str:
    """What a pickle does beyond giving tensors, in words; "" for nothing."""
    try:
        for opcode, argument, _ in pickletools.genops(pickle):
            if opcode.name == "GLOBAL" and argument not in _ALLOWED:
                return f"it would call {str(argument).replace(' ', '.')[:80]}"
            if opcode.name not in _PLAIN:
                return f"it would run code (its pickle uses {opcode.name})"
    except (ValueError, IndexError, KeyError, UnicodeDecodeError) as error:
        return f"its pickle is damaged ({error})"
    return ""


def _refuse_programs(path: Path, names: list[str]) -> None:
    """Raise for TorchScript and torch.export: what they hold is a program."""
    inner = [PurePosixPath(*PurePosixPath(each).parts[1:]) for each in names]
    told = {part for each in inner for part in each.parts[:1]}
    if "constants.pkl" in told or "code" in told:
        kind = "TorchScript"
    elif {"archive_format", "models"} & told or any("exported_program" in each for each in names):
        kind = "a program of torch.export (.pt2)"
    else:
        return
    raise ModelError(
        f"{path} is {kind}: loading it runs what is inside, so it is refused; write its weights with {SAFETENSORS} and "
        "name the architecture."
    )


def _refused(path: Path, why: str) -> str:
    return f"{path} is refused: {why}. Load it where you trained and write it with {SAFETENSORS}."
