"""Several explanations of one slice, side by side."""
