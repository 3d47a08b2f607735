"""Random views of a slice: geometry, intensity, missing sequences, other pipelines (brain extraction, resolution)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES
from xaiviewer.nets.preprocessing import to_slice, warp
from xaiviewer.training.patients import STRIP_DEPTH, Patient, resized

_FLAIR = list(SEQUENCES).index("flair")
_OTHERS = [index for index in range(len(SEQUENCES)) if index != _FLAIR]


def augmented(
    patient: Patient, index: int, size: int, random: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One random view of a slice: network input ``[sequence, size, size]`` and mask ``[1, size, size]`` in 0..1."""
    if random.random() < 0.25:
        how = resized(patient.stripped, size)
        image = patient.brain(index, random.uniform(0.7, 1.3) * STRIP_DEPTH * patient.whole.frame.side)
    else:
        how = resized(patient.whole, size)
        image = patient.images[index]
    matrix = _compose(to_slice(how.frame), _geometry(size, random))
    pixels = _intensity(warp(image, matrix, how), random)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    mask = cv2.warpAffine(patient.masks[index].astype(np.float32), matrix, (size, size), flags=flags)
    return np.ascontiguousarray(pixels), np.asarray(mask[None], dtype=np.float32)


def _geometry(size: int, random: np.random.Generator) -> NDArray[np.float64]:
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
    centre = np.full(2, (size - 1) / 2)
    shift = random.uniform(-0.06, 0.06, 2) * size
    return np.column_stack([linear, centre + shift - linear @ centre])


def _compose(outer: NDArray[np.float64], inner: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([outer[:, :2] @ inner[:, :2], outer[:, :2] @ inner[:, 2] + outer[:, 2]])


def _intensity(pixels: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    size = pixels.shape[-1]
    if random.random() < 0.2:
        for index in _OTHERS:
            if random.random() < 0.7:
                pixels[index] = pixels[_FLAIR]
    low = pixels.min(axis=(1, 2), keepdims=True)
    span = np.maximum(pixels.max(axis=(1, 2), keepdims=True) - low, 1e-3)
    if random.random() < 0.5:
        gamma = np.exp(random.normal(0, 0.2, (len(pixels), 1, 1))).astype(np.float32)
        pixels = low + span * ((pixels - low) / span) ** gamma
    if random.random() < 0.3:
        field = cv2.resize(
            random.normal(0, 0.2, (4, 4)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC
        )
        pixels = low + (pixels - low) * np.exp(field)
    if random.random() < 0.2:
        pixels = _blurred(pixels, random)
    gain = np.exp(random.normal(0, 0.15, (len(pixels), 1, 1)))
    offset = random.normal(0, 0.15, (len(pixels), 1, 1))
    pixels = (pixels * gain + offset).astype(np.float32)
    if random.random() < 0.3:
        pixels += random.standard_normal(pixels.shape, dtype=np.float32) * np.float32(random.uniform(0, 0.2))
    return pixels


def _blurred(pixels: NDArray[Any], random: np.random.Generator) -> NDArray[Any]:
    """Coarser resolution: sampled down by up to 2.2 and up again."""
    size = pixels.shape[-1]
    small = int(size / random.uniform(1.2, 2.2))
    image = cv2.resize(pixels.transpose(1, 2, 0), (small, small), interpolation=cv2.INTER_AREA)
    return cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR).transpose(2, 0, 1)
