"""Maps of where news is set: drawn here as SVG, on outlines that come along; no server is asked.

`map_of` puts together what the template `map.html` shows.
"""

from tidings.serve.maps.draw import CLOSER, Dot, Frame, Land, Map, drawn, lands_of
from tidings.serve.maps.passages import Row, Shown, map_of, rows_of

__all__ = [
    "CLOSER",
    "Dot",
    "Frame",
    "Land",
    "Map",
    "Row",
    "Shown",
    "drawn",
    "lands_of",
    "map_of",
    "rows_of",
]
