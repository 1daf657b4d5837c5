"""What Tidings can do, measured beside its peers in the same run: `python -m bench`."""
