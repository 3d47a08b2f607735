"""A tour of the window, picture by picture; `packaging/manual_pictures.py` paints it."""
