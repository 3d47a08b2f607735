"""A synthetic head to start with: no patient may be shipped. NumPy and OpenCV only."""

from xaiviewer.phantom.head import Phantom, make_phantom
from xaiviewer.phantom.write import SHIPPED_SEED, write_phantom

__all__ = ["SHIPPED_SEED", "Phantom", "make_phantom", "write_phantom"]
