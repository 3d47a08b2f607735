"""The columns beside the views, and the strip of slices below them."""
