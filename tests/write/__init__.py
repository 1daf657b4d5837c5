"""Headlines and summaries."""
