"""Words that only ask, in many languages ("what happened to …", "combien …", "ماذا"), as data."""

from __future__ import annotations

from functools import cache

from tidings.text import fold

__all__ = ["openers"]

_WORDS = {
    "en": """
        new news happen happens happened happening occur occurs occurred latest newest summary
        summarise summarize explain describe situation developments
    """,
    "fr": """
        quoi comment pourquoi combien quand quel quelle quels quelles passe passé passée arrivé
        arrive arrivée neuf nouvelles actualité actualités raconte racontez parle parlez explique
        expliquez résume résumez
    """,
    "de": """
        heute gestern vorgestern was wer wen wem wann wo warum wieso welche welcher welches viele
        passiert passierte geschehen geschah geschieht ereignet los neues neueste gibt erzähl
        erzähle erzählen erkläre erklären
    """,
    "es": """
        hoy ayer qué quién quiénes cuándo dónde cómo cuánto cuántos cuántas cuál cuáles pasó pasa
        pasado pasando ocurrió ocurre ocurrido sucedió sucede sucedido nuevo novedades noticias
        cuéntame explica explícame resume
    """,
    "it": """
        oggi ieri cosa chi quando dove come perché quanto quanti quante quale quali successo
        succede succedendo accaduto accade capitato nuovo novità notizie raccontami parlami spiega
        spiegami riassumi
    """,
    "pt": """
        hoje ontem que quem quando onde como quanto quantos quantas qual quais aconteceu acontece
        acontecendo acontecido houve ocorreu ocorre passou passa novo novidades notícias explique
        explica resuma
    """,
    "nl": """
        vandaag gisteren wat wie wanneer waar waarom hoe welke hoeveel gebeurd gebeurde gebeurt
        gebeuren hand nieuws nieuwste vertel
    """,
    "ru": """
        сегодня вчера что кто когда где почему как сколько какой какая какие произошло происходит
        случилось случается нового новости новое расскажи расскажите объясни объясните известно
    """,
    "uk": """
        сьогодні вчора що хто коли чому скільки який яка які сталося стається відбулося
        відбувається трапилося нового новини розкажи розкажіть
    """,
    "pl": """
        dziś dzisiaj wczoraj co kto kiedy gdzie dlaczego jak ile który która które stało dzieje
        wydarzyło zdarzyło zaszło nowego słychać wiadomo opowiedz wyjaśnij streść
    """,
    "tr": """
        bugün dün ne kim zaman nerede neden nasıl kaç hangi oldu oluyor olmuş yaşandı neler yeni
        haberler anlat açıkla özetle
    """,
    "ar": """
        اليوم أمس ماذا متى أين هل كيف لماذا كم أي حدث حدثت حصل حصلت جرى جرت يحدث يحصل يجري تجري
        وقع وقعت الجديد جديد اخبار أخبار أخبرني اشرح لخص
    """,
}


@cache
def openers(language: str) -> frozenset[str]:
    """Return such words of a language, folded; English ones where it is not known."""
    words = _WORDS.get(language) or (_WORDS["en"] if not language else "")
    return frozenset(fold(words).split())
