"""Group: articles become stories; copies, related articles. Every decision carries its reasons."""
