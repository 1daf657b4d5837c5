"""How the text of an article is found in a page: decode, cut into blocks, judge each block."""
