from __future__ import annotations

import pytest

from tidings.enrich.language import identify, note_language
from tidings.types import Article, Novelty


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The harbour will be closed until the storm is over, the mayor said.", "", "en"),
        ("Le port restera fermé jusqu’à la fin de la tempête, a dit la maire.", "", "fr"),
        ("Der Hafen bleibt geschlossen, bis der Sturm vorüber ist.", "", "de"),
        ("أعلنت الحكومة أن الميناء سيبقى مغلقا حتى انتهاء العاصفة.", "", "ar"),
        ("Порт останется закрытым до конца шторма, сказал мэр.", "", "ru"),
        ("政府周一表示，港口将对所有船只关闭。", "", "zh"),
        ("Brexit deal", "", ""),  # too little to tell
        ("Bank of Algeria", "en", "en"),  # but the publisher says it
        ("Le port restera fermé jusqu’à la fin de la tempête, a dit la maire.", "en", "fr"),
        ("12 : 30", "", ""),
        ("12 : 30 " * 50 + "Le port restera fermé jusqu’à la fin de la tempête.", "", "fr"),
        ("", "sv", "sv"),
    ],
)
def test_identify(text: str, declared: str, language: str) -> None:
    assert identify(text, declared=declared)[0] == language


def test_note() -> None:
    article = Article(id="a", title="Der Hafen ist zu", paragraphs=("Er bleibt es bis Montag.",))
    (note,) = note_language(article, Novelty(article="a"))
    assert note.value == {"language": "de"}
    assert note.confidence > 0.6
    assert note_language(Article(id="a"), Novelty(article="a")) == ()
