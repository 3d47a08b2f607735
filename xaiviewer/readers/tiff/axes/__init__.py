"""Which page is which channel, slice and time point, and how far apart slices lie: ImageJ, OME, tifffile and others."""
