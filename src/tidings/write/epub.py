"""A wrap-up as a book for e-readers: EPUB 3.3, by the standard library. Pure."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from html import escape

from tidings.types import WrapUp
from tidings.write.letter import Letter

__all__ = ["epub"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # in the archive: the same wrap-up is the same file

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf"
 media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
 xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{id}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
<dc:creator>Tidings</dc:creator>
<dc:date>{date}</dc:date>
<meta property="dcterms:modified">{modified}</meta>
</metadata>
<manifest>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest>
<spine page-progression-direction="{direction}"><itemref idref="text"/></spine>
</package>
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="{language}" xml:lang="{language}" dir="{direction}">
<head><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""
_NAV = (
    '<nav epub:type="toc"><h1>{title}</h1><ol><li><a href="text.xhtml">{title}</a></li></ol></nav>'
)


def epub(wrap_up: WrapUp, letter: Letter) -> bytes:
    """Return the book of a wrap-up's letter; the same one gives the same bytes."""
    title = escape(letter.title)
    moment = wrap_up.until.strftime("%Y-%m-%dT%H:%M:%SZ")
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"tidings:wrap-up:{letter.title}:{wrap_up.minutes}")
    said = {"title": title, "language": letter.locale.code, "direction": letter.locale.direction}
    files = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _PACKAGE.format(id=name, date=moment[:10], modified=moment, **said),
        "EPUB/nav.xhtml": _PAGE.format(body=_NAV.format(title=title), **said),
        "EPUB/text.xhtml": _PAGE.format(body=f"<h1>{title}</h1>\n{letter.html}", **said),
    }
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _LONG_AGO), "application/epub+zip")
        for path, text in files.items():
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _NOT_XML.sub("", text).encode("utf-8", "replace"))
    return book.getvalue()
