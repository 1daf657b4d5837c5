"""Sentence encoders that run on the CPU of this machine, one a file."""
