"""Maps of where news is set: drawn here as SVG, on outlines that come along; no server is asked.

`map_of` puts together what the template `map.html` shows.
"""

from tidings.serve.maps.draw import Dot, Land, Map, drawn
from tidings.serve.maps.passages import Row, Shown, map_of, rows_of

__all__ = ["Dot", "Land", "Map", "Row", "Shown", "drawn", "map_of", "rows_of"]
