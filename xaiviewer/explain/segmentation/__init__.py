"""Methods that explain the segmenter's outline."""
