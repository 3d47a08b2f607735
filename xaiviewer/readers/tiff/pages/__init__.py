"""The pages of a TIFF and what they state, checked against the file; no pixel is decoded here."""
