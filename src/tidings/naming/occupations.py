"""Words for occupations, by field of work: they tell two people of one name apart.

Only words that belong to one field, and that stand beside names in the news. Those of a language
are looked up as they are folded; in Russian, German and Arabic the usual cases stand here too.
"""

from __future__ import annotations

from functools import cache

from tidings.text import words

__all__ = ["EXCLUDE", "fields_of"]

_WORDS = {
    "sport": """
        footballer striker midfielder goalkeeper winger quarterback linebacker pitcher outfielder
        golfer cyclist swimmer sprinter boxer cricketer batsman bowler skier gymnast jockey athlete
        fußballer stürmer torwart torhüter mittelfeldspieler radprofi schwimmer skirennläufer
        footballeur attaquant gardien milieu cycliste nageur athlète futbolista delantero portero
        ciclista nadador atleta calciatore attaccante portiere centrocampista nuotatore
        futebolista atacante goleiro zagueiro футболист футболиста нападающий нападающего вратарь
        вратаря полузащитник хоккеист хоккеиста пловец боксер لاعب مهاجم حارس
    """,
    "politics": """
        senator congressman congresswoman minister president lawmaker mayor governor premier mp
        councillor chancellor diplomat ambassador ministerpräsident bundeskanzler bürgermeister
        abgeordneter abgeordnete sénateur ministre député maire président gouverneur senador
        ministro diputado alcalde presidente gobernador sindaco deputato senatore deputado prefeito
        vereador депутат депутата министр министра сенатор президент президента мэр губернатор
        губернатора وزير رئيس نائب سفير
    """,
    "arts": """
        actor actress singer guitarist bassist drummer rapper novelist poet painter sculptor
        filmmaker playwright pianist violinist schauspieler schauspielerin sänger sängerin regisseur
        schriftsteller maler acteur actrice chanteur chanteuse romancier peintre cinéaste actriz
        cantante novelista pintor poeta attore attrice pittore scrittore ator atriz cantor cantora
        escritor актер актера актриса певец певица режиссер режиссера писатель писателя художник
        ممثل مغني كاتب
    """,
    "learning": """
        professor physicist chemist biologist historian economist astronomer epidemiologist
        scientist researcher mathematician physiker chemiker historiker forscher physicien
        historien chercheur físico historiador investigador físico storico ricercatore pesquisador
        профессор профессора физик историк ученый عالم باحث
    """,
    "church": """
        pope bishop archbishop cardinal priest pastor imam rabbi bischof erzbischof kardinal
        pfarrer évêque archevêque cardinal prêtre obispo arzobispo cardenal sacerdote vescovo
        arcivescovo cardinale bispo arcebispo епископ священник архиепископ
    """,
    "arms": """
        general colonel commander admiral lieutenant sergeant oberst kommandeur général commandant
        coronel comandante generale colonnello генерал генерала полковник полковника командир
        قائد لواء عميد
    """,
}
# One person is seldom both, at once or one after the other: neither generals who came to rule nor
# professors who became ministers are told apart.
EXCLUDE = frozenset(
    frozenset(pair)
    for pair in (
        *(("sport", other) for other in ("politics", "arts", "learning", "church", "arms")),
        *(("arts", other) for other in ("politics", "learning", "church", "arms")),
        *(("church", other) for other in ("arms", "politics")),
    )
)


@cache
def fields_of() -> dict[str, str]:
    """Return the field of each folded word; words of two fields are left out."""
    found: dict[str, set[str]] = {}
    for field, text in _WORDS.items():
        for word in words(text):
            found.setdefault(word, set()).add(field)
    return {word: min(fields) for word, fields in found.items() if len(fields) == 1}
