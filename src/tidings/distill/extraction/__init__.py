"""Content extraction: a page is decoded and cut into blocks; a learned model judges each block."""
