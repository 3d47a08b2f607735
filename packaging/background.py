"""The slices that Expected Gradients compares with: ``python packaging/background.py [FILE]``.

Heads of `xaiviewer.phantom` at heights where they have no lesion, standardised as the bundled classifier takes them.
No patient is among them. FILE is ``resources/background/phantom.npz`` unless another is named.

The file holds ``slices`` (uint8 ``[slice, sequence, size, size]``), whose value is ``low + step * slices`` in standard
deviations of its sequence over the whole head, and ``sequences``, the keys of the sequences in their order.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import SEQUENCES
from xaiviewer.nets.inputs.preprocessing import head_mask, network_input, standardise
from xaiviewer.phantom import SHIPPED_SEED, make_phantom

FILE = Path(__file__).resolve().parent.parent / "resources" / "background" / "phantom.npz"
SIZE = 160  # of the bundled classifier's input; others are resampled to
SEEDS = range(SHIPPED_SEED + 1, SHIPPED_SEED + 9)  # other heads than the one that is shown
EACH = 3  # slices of a head
LOWEST, HIGHEST = 5, 21  # slices of a phantom: from the skull's base to the crown
LOW, STEP = -6.0, 12.0 / 255  # standardised values end at 6


def healthy(seed: int) -> NDArray[np.float32]:
    """Slices of a phantom without a lesion, on them or beside, from low to high: ``[slice, sequence, size, size]``."""
    phantom = make_phantom(seed)
    images = np.moveaxis(phantom.images, 3, 0)
    how = standardise(images, size=SIZE, head=head_mask(images))
    free = [index for index in range(LOWEST, HIGHEST) if not phantom.mask[index - 1 : index + 2].any()]
    first = seed % EACH  # so that not every head gives the same heights
    chosen = free[first :: max(len(free) // EACH, 1)][:EACH]
    return network_input(images[:, chosen], how)


def main(file: Path = FILE) -> None:
    """Make the file anew: the same bits as before, as long as the phantom's are."""
    slices = np.concatenate([healthy(seed) for seed in SEEDS])
    stored = np.clip(np.rint((slices - LOW) / STEP), 0, 255).astype(np.uint8)
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(file, slices=stored, sequences=np.array(list(SEQUENCES)), low=LOW, step=STEP)
    sys.stdout.write(f"{file.name}: {len(stored)} slices, {file.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
