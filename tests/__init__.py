"""Tests, by area of the source; `acceptance` drives the installed command, `golden` saved documents."""
