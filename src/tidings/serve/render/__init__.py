"""From nouns to what templates show: HTML, marked text, SVG charts, feeds. Pure, but `looks`."""
