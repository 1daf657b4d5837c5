from __future__ import annotations

import pytest

from tidings.enrich.events import RELIABLE, TYPES, note_events
from tidings.enrich.events.words import FUNCTION_WORDS, actors, triggers
from tidings.types import Article, Json, Note, Novelty, Span

KINDS = {"P": "person", "O": "organisation", "L": "place"}


def article_of(marked: str, language: str) -> tuple[Article, list[Note]]:
    """Read "[P Ann Roe] met …": a sentence with its names marked by kind."""
    text, names = "", []
    for part in marked.split("["):
        name, closed, rest = part.partition("]")
        if closed:
            kind, words = name.split(" ", 1)
            value: dict[str, Json] = {"type": KINDS[kind], "name": words}
            span = Span(start=len(text), end=len(text) + len(words))
            names.append(Note(article="a", name="names", version=1, value=value, span=span))
            text += words + rest
        else:
            text += part
    return Article(id="a", paragraphs=(text,), language=language), names


def told(marked: str, language: str = "en") -> list[str]:
    article, names = article_of(marked, language)
    return [short(note) for note in note_events(article, Novelty(article="a"), names)]


def short(note: Note) -> str:
    sides = []
    for side in ("actors", "targets"):
        those = note.value[side]
        assert isinstance(those, list)
        sides.append(", ".join(str(one["name"]) for one in those))
    flags = "".join(f" {flag}" for flag in ("denied", "planned") if note.value.get(flag))
    return f"{sides[0]} {note.value['type']} {sides[1]}".strip() + flags


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[P Ann Roe] met [P Bo Lind] in [L Geneva].", ["Ann Roe consult Bo Lind"]),
        ("At the seat of the [O Army] (LNA), [P Ann Roe] received minister [P Bo Lind].",
         ["Ann Roe consult Bo Lind"]),
        ("[P Ann Roe] and [P Bo Lind] exchanged views on trade.", ["Ann Roe, Bo Lind consult"]),
        ("[L Norway] and [L Denmark] signed a treaty.", ["Norway, Denmark agree"]),
        ("[L Kenya], [L Chad] and [L Mali] signed a treaty.", ["Kenya, Chad, Mali agree"]),
        ("In [L Harrisburg], [L Ohio], thousands marched.", ["thousands protest"]),
        ("[P Ann Roe] was arrested by police in [L Oslo].", ["police coerce Ann Roe"]),
        ("[P Ann Roe] was arrested on Friday.", ["coerce Ann Roe"]),
        ("[L Norway] did not condemn [L Denmark].", ["Norway accuse Denmark denied"]),
        ("[P Ann Roe] will meet [P Bo Lind].", ["Ann Roe consult Bo Lind planned"]),
        ("Gunmen attacked a police station in [L Kano].", ["Gunmen assault police"]),
        ("Thousands marched in [L Lisbon].", ["Thousands protest"]),
        ("Drivers and mechanics had stopped work over a plan.", ["Drivers, mechanics protest"]),
        ("[P Ann Roe] went on strike over pay.", ["Ann Roe protest"]),
        ("[O Labour] attacked [P Ann Roe] over her record.", []),
        ("[P Ann Roe] was killed in a car crash in [L Oslo].", []),
        ("[P Ann Roe] was killed by rebels in [L Oslo].", ["rebels assault Ann Roe"]),
        ("[P Ann Roe] called for the report to be published.", ["Ann Roe request"]),
        ("[P Ann Roe] denied that the bridge was unsafe.", ["Ann Roe reject"]),
        ("[L Norway] and [L Denmark] agreed to share the water.", ["Norway, Denmark agree"]),
        ("Trade unions welcomed the plan.", ["Trade unions support"]),
        ("[P Ann Roe] welcomed the court's decision.", ["Ann Roe support"]),
        ("[P Ann Roe] welcomed the delegation.", []),
        ("The plan of [P Ann Roe] was widely welcomed.", []),
        ("[P Ann Roe] condemned the killing of [P Bo Lind].", []),
        ("[P Ann Roe] appeared to endorse [P Bo Lind].", []),
        ("[P Ann Roe] met [P Bo Lind]'s aide, [P Eve Moe].", ["Ann Roe consult Eve Moe"]),
        ("[P Ann Roe] met [P Bo Lind]'s aide.", []),
        # nobody, or nothing certain
        ("He met [P Bo Lind].", []),
        ("[P Ann Roe] said that he accused [P Bo Lind].", []),
        ("[L Norway] could attack [L Denmark].", []),
        ("“[L Norway] attacked [L Denmark],” she wrote.", []),
        ("[P Ann Roe]'s aide accused [P Bo Lind].", []),
        ("The man who attacked [P Ann Roe] accused [P Bo Lind].", []),
        ("[P Ann Roe] received letters about [P Bo Lind].", []),
        ("[P Ann Roe] backed up [P Bo Lind].", []),
        ("The harbour of [L Tripoli] was quiet.", []),
        ("", []),
    ],
)  # fmt: skip
def test_english(marked: str, expected: list[str]) -> None:
    assert told(marked) == expected


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("fr", "[P Paul Moreau] a rencontré [P Anna Schmidt] à [L Berlin].",
         "Paul Moreau consult Anna Schmidt"),
        ("fr", "Les mécaniciens de [L Lyon] protestent contre un projet.", "mécaniciens protest"),
        ("fr", "[L Oslo] et [L Kiel] ont conclu vendredi un traité.", "Oslo, Kiel agree"),
        ("es", "[P Ana Ruiz] exigió una respuesta.", "Ana Ruiz request"),
        ("de", "[P Anna Roth] begrüßte den Plan.", "Anna Roth support"),
        ("ru", "[P Иван Петров] опроверг слухи.", "Иван Петров reject"),
        ("ar", "نفت [L تركيا] الخبر.", "تركيا reject"),
        ("fr", "Le journaliste [P Karim Bennani] a été arrêté par la police.",
         "police coerce Karim Bennani"),
        ("es", "[L Colombia] acusó a [L Venezuela] de proteger a la guerrilla.",
         "Colombia accuse Venezuela"),
        ("de", "Am Mittwoch empfing Kanzlerin [P Karin Berg] den Präsidenten [P Luis Mora].",
         "Karin Berg consult Luis Mora"),
        ("de", "[P Peter Hoffmann] wurde von der Polizei festgenommen.",
         "Polizei coerce Peter Hoffmann"),
        ("ru", "[L Китай] не осудил [L Россию].", "Китай accuse Россию denied"),
        ("ar", "اتهمت [L تركيا] [L اليونان] بانتهاك المجال الجوي.", "تركيا accuse اليونان"),
        ("ar", "ستفرض [L فرنسا] عقوبات على [L روسيا].", "فرنسا sanction روسيا planned"),
    ],
)  # fmt: skip
def test_other_languages(language: str, marked: str, expected: str) -> None:
    assert told(marked, language) == [expected]


def test_an_event_stands_in_its_sentence() -> None:
    article, names = article_of("It rained. [P Ann Roe] met [P Bo Lind] in [L Geneva].", "en")
    (note,) = note_events(article, Novelty(article="a"), names)
    assert note.span is not None
    assert article.text[note.span.start : note.span.end].startswith("Ann Roe met")
    assert note.value["where"] == "Geneva"
    assert note.confidence >= RELIABLE


def test_a_language_without_words_tells_of_nothing() -> None:
    assert told("[P Ann Roe] met [P Bo Lind].", "xx") == []


@pytest.mark.parametrize("language", FUNCTION_WORDS)
def test_every_language_is_whole(language: str) -> None:
    known = [trigger for those in triggers(language).values() for trigger in those]
    assert {trigger.type.lower() for trigger in known} <= set(TYPES)
    assert {trigger.frame for trigger in known} <= {"av", "aa", "a-", "pv", "nm"}
    assert len({trigger.type for trigger in known}) >= 12
    assert actors(language) is not None
