"""Random views of a slice: geometry, intensity, missing sequences, other pipelines (brain extraction, resolution).

These are the classifier's; `outline_views` makes the segmenter's.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES
from xaiviewer.nets.inputs.preprocessing import Standardisation, to_slice, warp
from xaiviewer.training.data.patients import STRIP_DEPTH, Patient, resized

FLAIR = list(SEQUENCES).index("flair")
"""FLAIR's place among the sequences."""

_OTHERS = [index for index in range(len(SEQUENCES)) if index != FLAIR]


def augmented(
    patient: Patient, index: int, size: int, random: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One random view of a slice: network input ``[sequence, size, size]`` and mask ``[1, size, size]`` in 0..1."""
    image, how = whole_or_brain(patient, index, size, random)
    pixels, mask = sampled(image, patient.masks[index], how, geometry(size, random))
    return np.ascontiguousarray(_intensity(pixels, random)), mask


def whole_or_brain(
    patient: Patient, index: int, size: int, random: np.random.Generator
) -> tuple[NDArray[Any], Standardisation]:
    """A slice as stored, for every fourth view as brain extraction would leave it, and how it is standardised."""
    if random.random() < 0.25:
        depth = random.uniform(0.7, 1.3) * STRIP_DEPTH * patient.whole.frame.side
        return patient.brain(index, depth), resized(patient.stripped, size)
    return patient.images[index], resized(patient.whole, size)


def sampled(
    image: NDArray[Any], mask: NDArray[np.bool_], how: Standardisation, onto: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Slice and mask on the network's input, moved by `onto`, a 2 x 3 affine of the input onto itself.

    Returns:
        ``[sequence, size, size]``, standardised, and ``[1, size, size]`` in 0..1.
    """
    matrix = compose(to_slice(how.frame), onto)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(mask.astype(np.float32), matrix, (how.frame.size, how.frame.size), flags=flags)
    return warp(image, matrix, how), np.asarray(moved[None], dtype=np.float32)


def geometry(size: int, random: np.random.Generator) -> NDArray[np.float64]:
    """2 x 3 affine of the input onto itself: rotation, anisotropic scale, shear, shift, flips, about its centre."""
    angle = np.deg2rad(random.uniform(-20, 20))
    scale = np.exp(random.uniform(-0.16, 0.16))
    stretch = np.exp(random.uniform(-0.06, 0.06))
    cosine, sine = np.cos(angle), np.sin(angle)
    shear = random.uniform(-0.06, 0.06)
    linear = np.array([[cosine, -sine], [sine, cosine]]) @ np.array([[scale * stretch, shear], [0, scale / stretch]])
    linear[:, 0] *= random.choice((-1, 1))
    if random.random() < 0.05:
        linear[:, 1] *= -1
    return about_centre(linear, size, random.uniform(-0.06, 0.06, 2) * size)


def about_centre(linear: NDArray[np.float64], size: int, shift: NDArray[np.float64]) -> NDArray[np.float64]:
    """2 x 3 affine that applies `linear` about the centre of a picture of `size` pixels, then shifts it."""
    centre = np.full(2, (size - 1) / 2)
    return np.column_stack([linear, centre + shift - linear @ centre])


def compose(outer: NDArray[np.float64], inner: NDArray[np.float64]) -> NDArray[np.float64]:
    """2 x 3 affine that applies `inner`, then `outer`."""
    return np.column_stack([outer[:, :2] @ inner[:, :2], outer[:, :2] @ inner[:, 2] + outer[:, 2]])


def replace_sequences(pixels: NDArray[np.float32], random: np.random.Generator) -> None:
    """In every fifth view, put FLAIR in place of other sequences, as where they are missing."""
    if random.random() < 0.2:
        for index in _OTHERS:
            if random.random() < 0.7:
                pixels[index] = pixels[FLAIR]


def bias_field(size: int, random: np.random.Generator) -> NDArray[np.float32]:
    """How much brighter each position is, ``[size, size]``: smooth, as a coil's sensitivity is."""
    knots = random.normal(0, 0.2, (4, 4)).astype(np.float32)
    return np.asarray(np.exp(cv2.resize(knots, (size, size), interpolation=cv2.INTER_CUBIC)), dtype=np.float32)


def gain_and_offset(pixels: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """Each sequence with another brightness and contrast, as where the head's share of the picture differs."""
    gain = np.exp(random.normal(0, 0.15, (len(pixels), 1, 1)))
    offset = random.normal(0, 0.15, (len(pixels), 1, 1))
    return np.asarray(pixels * gain + offset, dtype=np.float32)


def _intensity(pixels: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    replace_sequences(pixels, random)
    low = pixels.min(axis=(1, 2), keepdims=True)
    span = np.maximum(pixels.max(axis=(1, 2), keepdims=True) - low, 1e-3)
    if random.random() < 0.5:
        gamma = np.exp(random.normal(0, 0.2, (len(pixels), 1, 1))).astype(np.float32)
        pixels = low + span * ((pixels - low) / span) ** gamma
    if random.random() < 0.3:
        pixels = low + (pixels - low) * bias_field(pixels.shape[-1], random)
    if random.random() < 0.2:
        pixels = _blurred(pixels, random)
    pixels = gain_and_offset(pixels, random)
    if random.random() < 0.3:
        pixels += random.standard_normal(pixels.shape, dtype=np.float32) * np.float32(random.uniform(0, 0.2))
    return pixels


def _blurred(pixels: NDArray[Any], random: np.random.Generator) -> NDArray[Any]:
    """Coarser resolution: sampled down by up to 2.2 and up again."""
    size = pixels.shape[-1]
    small = int(size / random.uniform(1.2, 2.2))
    image = cv2.resize(pixels.transpose(1, 2, 0), (small, small), interpolation=cv2.INTER_AREA)
    return cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR).transpose(2, 0, 1)
