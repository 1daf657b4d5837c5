"""Saved documents that we wrote, and what is read from them."""
