"""The decoders of compressed frames: imagecodecs behind pydicom's plug-in interface, and pydicom's own for RLE.

JPEG of every kind, also with 12 bits and lossless, goes to libjpeg-turbo, JPEG-LS to CharLS, JPEG 2000 and HTJ2K to
OpenJPEG. pydicom would try whatever else is installed first, and some of that ends the process on damaged frames.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.decoders.base import DecodeRunner, get_decoder
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    UID,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from xaiviewer.readers.dicom.pixels.codestream import has_adobe

_PLUGIN = "imagecodecs"
_DCT = (JPEGBaseline8Bit, JPEGExtended12Bit)
_JPEG = (*_DCT, JPEGLossless, JPEGLosslessSV1)
_JPEG_LS = (JPEGLSLossless, JPEGLSNearLossless)
_JPEG_2000 = (JPEG2000, JPEG2000Lossless, HTJ2K, HTJ2KLossless, HTJ2KLosslessRPCL)
_END = b"\xff\xd9"
_MORE = b"\x35\xca\x96\x5b\x69\xa4" * 8
_BEYOND = _MORE + b"".join(bytes((0xFF, 0xD0 + number)) + _MORE for number in range(8)) + _END
"""What no JPEG frame goes on with: codes, and every restart marker for a frame that is cut at one."""

DECODER_DEPENDENCIES = MappingProxyType(dict.fromkeys((*_JPEG, *_JPEG_LS, *_JPEG_2000), ("imagecodecs",)))
"""By transfer syntax what is needed; pydicom asks for it by this name."""


def is_available(syntax: UID) -> bool:
    """Whether frames of `syntax` are decoded here; pydicom asks for it by this name."""
    return syntax in DECODER_DEPENDENCIES


def decode_frame(frame: bytes, runner: DecodeRunner) -> bytes:
    """The samples of one frame's code; `runner` is told their size and their order.

    Raises:
        ValueError: where the frame ends early, or is of a kind that is not decoded.
        RuntimeError: what imagecodecs makes of a damaged frame.
    """
    syntax = runner.transfer_syntax
    if syntax in _JPEG:
        samples = _jpeg(frame, runner)
    elif syntax in _JPEG_LS:
        samples = _jpeg_ls(frame)
    else:
        samples = imagecodecs.jpeg2k_decode(frame)
        if runner.photometric_interpretation in ("YBR_ICT", "YBR_RCT"):  # OpenJPEG undoes these two
            runner.set_option("photometric_interpretation", "RGB")
    if samples.ndim == 3:
        runner.set_option("planar_configuration", int(samples.shape[:2] != (runner.rows, runner.columns)))
    runner.set_option("bits_allocated", 8 * samples.dtype.itemsize)
    return samples.tobytes()


def plugin_of(syntax: UID) -> str:
    """What decodes frames of `syntax`, as pydicom calls it; "" for what is not compressed."""
    return _PLUGIN if is_available(syntax) else "pydicom" if syntax == RLELossless else ""


@cache
def is_decodable(syntax: UID) -> bool:
    """Whether there is a decoder; looked up once, as a series has one syntax and thousands of files."""
    try:
        return get_decoder(syntax).is_available
    except NotImplementedError:
        return False


def _jpeg(frame: bytes, runner: DecodeRunner) -> NDArray[np.unsignedinteger]:
    """Colours as they were coded, but where an Adobe segment has libjpeg turn them into red, green and blue."""
    dct, colours = runner.transfer_syntax in _DCT, runner.samples_per_pixel > 1
    coded = "RGB" if colours and not dct else None
    wanted = coded or ("YCBCR" if colours and not has_adobe(frame) else None)

    def decoded(code: bytes) -> NDArray[np.unsignedinteger]:
        return imagecodecs.jpeg8_decode(code, colorspace=coded, outcolorspace=wanted)

    samples = decoded(frame)
    if dct and samples.ndim == 3 and samples.itemsize > 1:
        raise ValueError("pydicom turns no more than 8 bits of luminance and chrominance into colours")
    # libjpeg goes on without a word where codes are missing. Had it needed more, it would have used what follows here.
    body, end, _ = frame.rpartition(_END)
    if not np.array_equal(samples, decoded((body if end else frame).rstrip(b"\xff") + _BEYOND)):
        raise ValueError("the frame ends early")
    return samples


def _jpeg_ls(frame: bytes) -> NDArray[np.unsignedinteger]:
    """Also where zeros fill the frame up before its end marker, which CharLS refuses."""
    body, end, _ = frame.rpartition(_END)
    if not end:
        raise ValueError("the frame ends early")  # CharLS would count missing bits for seconds before it says so
    try:
        return imagecodecs.jpegls_decode(frame)
    except RuntimeError:
        if not body.endswith(b"\0"):
            raise
        return imagecodecs.jpegls_decode(body.rstrip(b"\0") + end)


for _syntax in DECODER_DEPENDENCIES:
    if _PLUGIN not in get_decoder(_syntax).available_plugins:
        get_decoder(_syntax).add_plugin(_PLUGIN, (__name__, decode_frame.__name__))
