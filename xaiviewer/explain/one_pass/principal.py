"""The first principal component of a layer's positions, the eigenvector of its largest eigenvalue.

Each position of a layer is a vector of its channels. What a layer of 2,048 channels and 25 positions has in common with
one of 64 channels and 6,400 positions is that the smaller of the two numbers is some hundreds at most: the component
follows from the matrix of products on that side, by power iteration with a block of vectors (Halko, Martinsson and
Tropp, "Finding structure with randomness", 2011, algorithm 4.4), a few of which do for the pictures of a network.
"""

from __future__ import annotations

import torch
from torch import Tensor

_BLOCK = 8
_MOST = 40
"""Rounds, beyond which the whole spectrum is found instead: it has no vector that stands out."""

_CLOSE = 1e-9
"""Share of the eigenvalue by which the vector may miss it."""


def projection(values: Tensor) -> Tensor:
    """Each position's coordinate along the first principal component of all, ``[position]``; its sign is arbitrary.

    Args:
        values: ``[channel, position]``. Their mean over positions is taken off first: otherwise the component is, for
        the
            most part, that mean, and tells no place from another.
    """
    centred = values.double()
    centred -= centred.mean(1, keepdim=True)
    channels, positions = centred.shape
    if positions <= channels:
        products = centred.T @ centred
        vector = leading(products)
        return vector * (vector @ products @ vector).clamp_min(0).sqrt()
    return leading(centred @ centred.T) @ centred


def leading(products: Tensor) -> Tensor:
    """The eigenvector of the largest eigenvalue of a symmetric matrix without negative ones, float64 ``[row]``."""
    side = len(products)
    if side <= 4 * _BLOCK:
        return _last(products)
    generator = torch.Generator().manual_seed(0)
    block = torch.randn(side, _BLOCK, dtype=torch.float64, generator=generator).to(products.device)
    for _ in range(_MOST):
        block = torch.linalg.qr(products @ block)[0]
        image = products @ block
        values, vectors = torch.linalg.eigh(block.T @ image)
        vector: Tensor = block @ vectors[:, -1]
        miss = torch.linalg.vector_norm(image @ vectors[:, -1] - values[-1] * vector)
        if miss <= _CLOSE * values[-1]:
            return vector
    return _last(products)


def _last(products: Tensor) -> Tensor:
    """The same by the whole spectrum."""
    vectors: Tensor = torch.linalg.eigh(products)[1]
    return vectors[:, -1]
