"""The sentence encoders that Tidings can run by itself, one a file."""
