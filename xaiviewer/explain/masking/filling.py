"""What stands in the place of what is absent."""

from __future__ import annotations

import hashlib

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError
from xaiviewer.explain.explainer import Slices
from xaiviewer.explain.filling import covered
from xaiviewer.requests import Request

_RADIUS = 3  # pixels: how far OpenCV's in-painting looks
_ABSENT = 0.5  # less of a pixel than this and it is in-painted


class Filling:
    """What covers one slice: one picture whatever is absent, or in-painted each time.

    Attributes:
        picture: the whole input ``[channel, size, size]`` covered; in-painting fills with it what has nothing around.
        around: whether what is absent is in-painted from what is around it.
        key: a digest of all that the pictures shown depend on, but for what is present.
    """

    def __init__(
        self, image: NDArray[np.float32], picture: NDArray[np.float32], may: NDArray[np.bool_], *, around: bool = False
    ) -> None:
        """One for an image.

        Args:
            image: the slice as the network takes it.
            picture: see above.
            may: bool ``[size, size]``: the pixels that may be covered.
            around: see above.
        """
        self._image = image
        self._may = may
        self.picture = picture
        self.around = around
        parts = (image.tobytes(), picture.tobytes(), may.tobytes() if around else b"")
        self.key = hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in parts)).digest()

    @property
    def changeable(self) -> NDArray[np.bool_]:
        """The pixels that may be covered, bool ``[size, size]``."""
        return self._may

    def in_painted(self, present: NDArray[np.floating] | NDArray[np.bool_]) -> NDArray[np.float32]:
        """The input ``[channel, size, size]``, what is absent filled in from what is around it.

        Args:
            present: ``[1 or channel, size, size]``: how much of each pixel is there, 0..1.
        """
        without = self._image.copy()
        for channel, there in enumerate(np.broadcast_to(present, self._image.shape)):
            absent = (there < _ABSENT) & self._may
            if not (self._may & ~absent).any():
                without[channel] = self.picture[channel]
            elif absent.any():
                found = cv2.inpaint(self._image[channel], absent.astype(np.uint8), _RADIUS, cv2.INPAINT_TELEA)
                without[channel, absent] = found[absent]
        return without


def filling_of(request: Request, slices: Slices, place: int) -> Filling:
    """What a request wants one of the slices, by its place among them, covered with.

    Raises:
        UsageError: where another slice is wanted and there is none.
    """
    image, head, wanted = slices.inputs[place], slices.heads[place], request.values
    may = head if wanted.get("head_only", True) and head.any() else np.ones_like(head)
    if wanted["filling"] != "another-slice":
        around = wanted["filling"] == "in-painting"
        return Filling(image, covered(image, head, wanted), may, around=around)
    index = slices.indices[place]
    other = None if slices.another is None else slices.another(index, request.class_index)
    if other is None:
        raise UsageError(f"No other slice of the case can cover slice {index + 1}; choose another filling.")
    return Filling(image, np.where(may, other, image), may)
