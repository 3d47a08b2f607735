"""From arrays to pixels: windowing, heat maps, colours, overlays. NumPy and OpenCV; the window and exports share it."""
