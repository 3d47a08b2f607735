"""Random views of a slice for the segmenter: nnU-Net's augmentation (Isensee et al. 2021), and faint lesions.

Beside rotation, scaling and mirroring: gamma, also of the inverted picture, contrast, brightness, blur, noise and low
resolution, with nnU-Net's ranges and shares; our own are brain extraction, missing sequences and a coil's field. Heads
lie alike in every case, so most views are turned and scaled a little and few of them a lot.

MONAI has the same transforms (RandAffine, RandAdjustContrast, RandGaussianSmooth, RandGaussianNoise,
RandSimulateLowResolution), which go through tensors and their metadata: for one view of 192 pixels they take 5.7 ms,
all that happens here 1.9 ms, and a slice's training some 65 ms on the core that makes the views, too. So: OpenCV's.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.training.data.augmentation import (
    FLAIR,
    about_centre,
    bias_field,
    compose,
    gain_and_offset,
    geometry,
    replace_sequences,
    sampled,
    whole_or_brain,
)
from xaiviewer.training.data.patients import Patient

_FAINT_SHARE = 0.3  # of the views with a tumour
_HEAD = -1.2  # deviations: what is darker than this in every sequence is air
_FEWEST = 30  # pixels around a lesion from which its surroundings can be told
_SMALL = 0.006  # of the head's frame: a tenth of the slices with a tumour
_FAINT = 0.5  # deviations of FLAIR above the head's mean: a fifth of them


def outline_view(
    patient: Patient, index: int, size: int, random: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One random view of a slice: network input ``[sequence, size, size]`` and mask ``[1, size, size]`` in 0..1."""
    image, how = whole_or_brain(patient, index, size, random)
    matrix = compose(geometry(size, random), _far(size, random))
    pixels, mask = sampled(image, patient.masks[index], how, matrix)
    if random.random() < _FAINT_SHARE:
        sequences = [FLAIR] if random.random() < 0.5 else list(range(len(pixels)))
        fainter(pixels, mask[0], sequences, random.uniform(0.3, 0.8))
    replace_sequences(pixels, random)
    return np.ascontiguousarray(_intensity(pixels, random)), mask


def hard_to_see(patient: Patient) -> NDArray[np.bool_]:
    """Which slices show a tumour that is small or faint, ``[slice]``: about a quarter of those with one."""
    hard = np.zeros(len(patient.labels), dtype=bool)
    for index in np.flatnonzero(patient.labels):
        mask = patient.masks[index]
        inside = patient.images[index][..., FLAIR][mask]
        if inside.size:  # a label that was dealt anew may stand on an empty slice
            above = (float(inside.mean()) - patient.whole.mean[FLAIR]) / patient.whole.deviation[FLAIR]
            hard[index] = inside.size < _SMALL * patient.whole.frame.side**2 or above < _FAINT
    return hard


def fainter(pixels: NDArray[np.float32], mask: NDArray[np.float32], sequences: list[int], amount: float) -> None:
    """Take from a lesion this share of what sets it apart from the tissue around it, in some sequences, in place.

    What goes is the smooth part alone, so that noise and texture stay; and it goes beyond the mask's edge, as tissue
    like its surroundings does not change by it: a rim that stayed bright would tell where the mask is.

    Args:
        pixels: ``[sequence, size, size]``, standardised.
        mask: ``[size, size]`` in 0..1; nothing happens where it is empty or too little lies around it.
        sequences: positions of the sequences to change.
        amount: 0 for nothing, 1 for all of it.
    """
    size = len(mask)
    lesion = (mask > 0.5).astype(np.uint8)
    if not lesion.any():
        return
    beyond = cv2.dilate(lesion, _disc(size // 48))
    ring = (cv2.dilate(beyond, _disc(size // 16)) > beyond) & (pixels > _HEAD).any(axis=0)
    if np.count_nonzero(ring) < _FEWEST:
        return
    weight = amount * cv2.GaussianBlur(beyond.astype(np.float32), (0, 0), size / 96)
    for sequence in sequences:
        smooth = cv2.GaussianBlur(pixels[sequence], (0, 0), size / 128)
        pixels[sequence] -= weight * (smooth - np.median(pixels[sequence][ring]))


def _disc(radius: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2), dtype=np.uint8)


def _far(size: int, random: np.random.Generator) -> NDArray[np.float64]:
    """2 x 3 affine that in few views turns the head a lot, or scales it."""
    angle = np.deg2rad(random.uniform(-60, 60)) if random.random() < 0.15 else 0.0
    scale = random.uniform(0.75, 1.3) if random.random() < 0.2 else 1.0
    cosine, sine = scale * np.cos(angle), scale * np.sin(angle)
    return about_centre(np.array([[cosine, -sine], [sine, cosine]]), size, np.zeros(2))


def _intensity(pixels: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """nnU-Net's order: noise, blur, brightness, contrast, low resolution, gamma of the inverse, gamma."""
    size = pixels.shape[-1]
    if random.random() < 0.3:
        low = pixels.min(axis=(1, 2), keepdims=True)
        pixels = low + (pixels - low) * bias_field(size, random)
    if random.random() < 0.15:
        deviation = np.sqrt(random.uniform(0, 0.1))
        pixels = pixels + random.standard_normal(pixels.shape, dtype=np.float32) * np.float32(deviation)
    if random.random() < 0.2:
        pixels = _some(pixels, random, lambda each: _blurred(each, random.uniform(0.5, 1)))
    pixels = gain_and_offset(pixels, random)
    if random.random() < 0.15:
        pixels = _contrast(pixels, random)
    if random.random() < 0.25:
        pixels = _some(pixels, random, lambda each: _low_resolution(each, random.uniform(0.5, 1)))
    if random.random() < 0.1:
        pixels = -_gamma(-pixels, random)
    if random.random() < 0.3:
        pixels = _gamma(pixels, random)
    return np.asarray(pixels, dtype=np.float32)


def _some(
    pixels: NDArray[np.float32],
    random: np.random.Generator,
    change: Callable[[NDArray[np.float32]], NDArray[np.float32]],
) -> NDArray[np.float32]:
    """Every second sequence changed."""
    return np.stack([change(each) if random.random() < 0.5 else each for each in pixels])


def _blurred(picture: NDArray[np.float32], deviation_px: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), deviation_px), dtype=np.float32)


def _contrast(pixels: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """Each sequence's differences from its mean scaled, within its range."""
    factor = random.uniform(0.75, 1.25, (len(pixels), 1, 1)).astype(np.float32)
    mean, low, high = (of(pixels, axis=(1, 2), keepdims=True) for of in (np.mean, np.min, np.max))
    return np.asarray(np.clip(mean + (pixels - mean) * factor, low, high), dtype=np.float32)


def _low_resolution(picture: NDArray[np.float32], zoom: float) -> NDArray[np.float32]:
    """Sampled down to `zoom` of its size, and up again."""
    small = cv2.resize(picture, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.resize(small, picture.shape[::-1], interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _gamma(pixels: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """Each sequence's grey values bent, its mean and deviation as they were."""
    low, high, mean, deviation = (of(pixels, axis=(1, 2), keepdims=True) for of in (np.min, np.max, np.mean, np.std))
    span = np.maximum(high - low, 1e-3)
    gamma = np.where(
        random.random((len(pixels), 1, 1)) < 0.5,
        random.uniform(0.7, 1, (len(pixels), 1, 1)),
        random.uniform(1, 1.5, (len(pixels), 1, 1)),
    ).astype(np.float32)
    bent = low + span * ((pixels - low) / span) ** gamma
    off = bent - bent.mean(axis=(1, 2), keepdims=True)
    return np.asarray(
        mean + off * (deviation / np.maximum(bent.std(axis=(1, 2), keepdims=True), 1e-3)), dtype=np.float32
    )
