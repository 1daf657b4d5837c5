"""Tests, by area of the source; `acceptance` drives the installed command.

`golden` holds saved documents beside what must be read from them.
"""
