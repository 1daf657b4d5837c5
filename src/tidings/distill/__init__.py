"""Distill: a page becomes an article. Never touches the network."""
