"""The page's charts as inline SVG, on the means of `records.pictures.svg`: values in, a drawing out, no report known."""
