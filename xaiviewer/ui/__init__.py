"""The window. Widgets only: what they show lives in `review`, how it is drawn in `display`."""
