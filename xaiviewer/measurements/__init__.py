"""What the reader measures on slices, and what outlines measure: plain frozen values and the figures that follow.

Nothing here knows a screen, a network or a file. Points are (column, row) in slice pixels, whose centres are integers,
as everywhere in the program; a `Scale` makes millimetres of them where the files state a spacing.
"""

from xaiviewer.measurements.changing import course, distance_to, handles, moved, reshaped
from xaiviewer.measurements.figures import Scale, Statistics, angle, area, length, share_of_mass, statistics
from xaiviewer.measurements.lesions import Diameter, Lesion, Lesions, lesions_of, neighbouring
from xaiviewer.measurements.mapped import Mapped, laid_out
from xaiviewer.measurements.marks import Marks, brush, filled
from xaiviewer.measurements.measured import Figures, MapName, Measured, figures_of, pixel_of
from xaiviewer.measurements.outlined import By, Row, Table, table_of
from xaiviewer.measurements.raster import Patch, inside
from xaiviewer.measurements.shapes import KINDS, POINTS, REGIONS, Kind, Measurement, Point

__all__ = [
    "KINDS",
    "POINTS",
    "REGIONS",
    "By",
    "Diameter",
    "Figures",
    "Kind",
    "Lesion",
    "Lesions",
    "MapName",
    "Mapped",
    "Marks",
    "Measured",
    "Measurement",
    "Patch",
    "Point",
    "Row",
    "Scale",
    "Statistics",
    "Table",
    "angle",
    "area",
    "brush",
    "course",
    "distance_to",
    "figures_of",
    "filled",
    "handles",
    "inside",
    "laid_out",
    "length",
    "lesions_of",
    "moved",
    "neighbouring",
    "pixel_of",
    "reshaped",
    "share_of_mass",
    "statistics",
    "table_of",
]
