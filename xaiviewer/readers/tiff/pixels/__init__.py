"""The pixels of a page of a TIFF, of a PNG and of a JPEG."""
