"""The page's charts as inline SVG, by the means of `records.pictures.svg`; they know plain values, no report."""
