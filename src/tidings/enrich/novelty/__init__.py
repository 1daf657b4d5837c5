"""Novelty: what of an article was published before, where first, and what is new.

Pure: an article, its sentences and where these may have stood earlier go in; segments come out.
`NoveltyIndex` finds the earlier sentences in memory, the library's store finds them on disk.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from tidings.enrich.novelty.earlier import Earlier, Finding
from tidings.enrich.novelty.near import PARTLY, SAME
from tidings.types import Article, Json, Novelty, Segment, Sentence, Sighting, Span
from tidings.urls import outlet
from tidings.wording import capitals_name

__all__ = ["judge", "new_text", "paragraphs", "weights"]

SLIGHT = 5  # words; a shorter sentence ("He declined to comment.") is no evidence by itself
LINE = 3  # words; a shorter sentence ("Thank you.") recurs by chance, not by habit …
FURNITURE = 5  # … but a line without an end ("Advertisement") that so many articles hold does not
HEADS = 3  # lines of one earlier article of its publisher: those of a column, "The chart"
LONG = 60  # words; a longer paragraph that is partly recycled is cut, a shorter one never
RUN = 12  # words that a single recycled sentence needs to be cut out of a long paragraph
REST = 0.2  # of a recycled paragraph's words may be new, in sentences of under REST_WORDS
REST_WORDS = 8
STANDING = 3  # articles of one publisher that carry a sentence: its standing background
RECYCLED = 0.1  # weight of a recycled word beside a new one
BACKGROUND = 0.02  # and of the publisher's standing background
ENDS = '.!?…。！？؟।”"’'  # what a sentence ends with, and a line like "Advertisement" doesn't
STRANGE = Finding(SLIGHT)  # nothing in its whole paragraph was met before; words aren't counted


@dataclass(frozen=True, slots=True)
class _Judged:
    """A sentence with what was found about it and what that comes to."""

    sentence: Sentence
    finding: Finding
    recycled: bool


def judge(article: Article, sentences: Sequence[Sentence], earlier: Sequence[Sighting]) -> Novelty:
    """Cut an article into new and recycled segments.

    `sentences` are the article's own, from `sketch`. `earlier` holds sentences of articles that
    came out before it, oldest first: all that share a key or a sketch value with one of these;
    strangers among them do no harm. Of a monster only the beginning is judged.
    """
    article = article.beginning
    text = article.text
    others = [sighting for sighting in earlier if sighting.article != article.id]
    known = Earlier(others, publisher=outlet(article.publisher, article.url))
    findings = _findings(text, sentences, known)
    lines = _lines(text, sentences)
    judged = list(map(_Judged, sentences, findings, _verdicts(sentences, findings, lines)))
    return Novelty(article=article.id, segments=tuple(_segments(article, judged)))


def _findings(text: str, sentences: Sequence[Sentence], known: Earlier) -> list[Finding]:
    """Return what was found about each sentence.

    A sentence too short or too much changed to be found is looked for in the article that the
    one beside it was taken from.
    """
    near = [known.near(sentence) for sentence in sentences]
    touched = {s.paragraph for s, numbers in zip(sentences, near, strict=True) if numbers}
    names = bool(touched) and capitals_name(text)
    findings = [
        known.find(text[s.start : s.end], numbers, names=names)
        if s.paragraph in touched
        else STRANGE
        for s, numbers in zip(sentences, near, strict=True)
    ]
    origins: dict[int, set[str]] = {}
    for sentence, finding in zip(sentences, findings, strict=True):
        if finding.likeness.same and finding.words >= SLIGHT:
            origins.setdefault(sentence.paragraph, set()).add(finding.first_seen)
    for place, (s, finding) in enumerate(zip(sentences, findings, strict=True)):
        if s.paragraph in origins and finding.likeness.share < PARTLY:
            beside = {n for article in origins[s.paragraph] for n in known.beside(article)}
            findings[place] = known.find(text[s.start : s.end], beside, names=names)
    return findings


def _lines(text: str, sentences: Sequence[Sentence]) -> list[bool]:
    """Say of each sentence if it is a line: it fills its paragraph and ends without a mark."""
    held = Counter(sentence.paragraph for sentence in sentences)
    return [held[s.paragraph] == 1 and text[s.end - 1] not in ENDS for s in sentences]


def _segments(article: Article, judged: Sequence[_Judged]) -> Iterator[Segment]:
    held = {n: list(group) for n, group in groupby(judged, key=lambda j: j.sentence.paragraph)}
    start = 0
    for number, paragraph in enumerate(article.paragraphs):
        end = start + len(paragraph)
        if paragraph.strip():
            yield from _cut(held.get(number, []), number, start, end)
        start = end + 1


def _cut(judged: list[_Judged], number: int, start: int, end: int) -> Iterator[Segment]:
    """Cut one paragraph, which stands from `start` to `end`, where its runs of sentences meet."""
    runs = _runs(judged)
    starts = [start, *(run[0].sentence.start for run in runs[1:])]
    ends = [*(run[-1].sentence.end for run in runs[:-1]), end]
    for run, run_start, run_end in zip(runs, starts, ends, strict=True):
        yield _segment(run, paragraph=number, start=run_start, end=run_end)


def _runs(judged: list[_Judged]) -> list[list[_Judged]]:
    """Divide a paragraph's sentences; all of a run are given the same verdict."""
    if not any(j.recycled for j in judged):
        return [judged]
    words = sum(j.finding.words for j in judged)
    fresh = [j.finding for j in judged if not j.recycled]
    little = sum(f.words for f in fresh) <= REST * words
    if little and all(_is_rest(f) for f in fresh):
        return [[replace(j, recycled=True) for j in judged]]
    if words <= LONG:
        return [[replace(j, recycled=not fresh) for j in judged]]
    runs = [list(run) for _, run in groupby(judged, key=lambda j: j.recycled)]
    kept = [j if _is_substantial(run) else replace(j, recycled=False) for run in runs for j in run]
    return [list(run) for _, run in groupby(kept, key=lambda j: j.recycled)]


def _is_rest(finding: Finding) -> bool:
    return finding.words < REST_WORDS and not finding.likeness.differs


def _is_substantial(run: Sequence[_Judged]) -> bool:
    return len(run) > 1 or run[0].finding.words >= RUN


def _segment(run: Sequence[_Judged], *, paragraph: int, start: int, end: int) -> Segment:
    place = Segment(paragraph=paragraph, start=start, end=end, new=True)
    known = [j.finding for j in run if j.recycled and j.finding.first_seen]
    if not known:
        return place
    first_seen: Counter[str] = Counter()
    for finding in known:
        first_seen[finding.first_seen] += finding.words
    standing = sum(f.words for f in known if len(f.own) + 1 >= STANDING)
    return replace(
        place,
        new=False,
        first_seen=first_seen.most_common(1)[0][0],
        seen=1 + min(f.seen for f in known),
        standing=2 * standing > sum(f.words for f in known),
    )


def _verdicts(
    sentences: Sequence[Sentence], findings: Sequence[Finding], lines: Sequence[bool]
) -> list[bool]:
    """Say of each sentence if it is recycled; the doubtful ones go with their neighbours.

    Those are found in their own paragraph; a short sentence that fills its paragraph alone, and
    was seen before, looks at the next ones.
    """
    heads = _heads(findings, lines)
    opinions = list(map(_opinion, findings, lines, heads))
    opinions = [
        opinion if opinion is not None or not sides else any(sides)
        for opinion, sides in zip(
            opinions, _sides(opinions, [s.paragraph for s in sentences]), strict=True
        )
    ]
    return [
        finding.likeness.same and sides != [] and all(sides) if opinion is None else opinion
        for opinion, finding, sides in zip(
            opinions, findings, _sides(opinions, [0] * len(opinions)), strict=True
        )
    ]


def _heads(findings: Sequence[Finding], lines: Sequence[bool]) -> list[bool]:
    """Say of each line if it heads a column: with others in one earlier issue of its publisher."""
    issues = Counter(
        issue
        for finding, line in zip(findings, lines, strict=True)
        if line and finding.words < SLIGHT
        for issue in finding.own
    )
    return [
        line and any(issues[issue] >= HEADS for issue in finding.own)
        for finding, line in zip(findings, lines, strict=True)
    ]


def _opinion(finding: Finding, line: bool, head: bool) -> bool | None:
    if finding.words < SLIGHT:
        repeated = len(finding.own) + 1 >= STANDING and (line or finding.words >= LINE)
        return True if repeated or head or (line and finding.seen >= FURNITURE) else None
    if PARTLY <= finding.likeness.share < SAME and not finding.likeness.differs:
        return None
    return finding.likeness.same


def _sides(opinions: Sequence[bool | None], groups: Sequence[int]) -> list[list[bool]]:
    """Return the nearest opinions before and after each place, within its group."""
    before = _last_seen(zip(opinions, groups, strict=True))
    after = _last_seen(zip(reversed(opinions), reversed(groups), strict=True))[::-1]
    return [[o for o in pair if o is not None] for pair in zip(before, after, strict=True)]


def _last_seen(opinions: Iterable[tuple[bool | None, int]]) -> list[bool | None]:
    seen: list[bool | None] = []
    last: bool | None = None
    group = -1
    for opinion, number in opinions:
        last = last if number == group else None
        group = number
        seen.append(last)
        last = last if opinion is None else opinion
    return seen


def paragraphs(article: Article, novelty: Novelty) -> list[dict[str, Json]]:
    """Return the article's text as it is shown: each piece, if it is new, where it was first."""
    text = article.text
    pieces: list[dict[str, Json]] = [
        {"text": text[s.start : s.end].strip(), "new": s.new, "first_seen": s.first_seen or None}
        for s in novelty.segments
    ]
    unread = text[novelty.segments[-1].end :].strip() if novelty.segments else ""
    return pieces + [{"text": unread, "new": True, "first_seen": None} for _ in [0] if unread]


def new_text(article: Article, novelty: Novelty) -> str:
    """Return the new segments only, one a line; "" where all of it was published before."""
    text = article.text
    return "\n".join(text[s.start : s.end].strip() for s in novelty.segments if s.new)


def weights(novelty: Novelty, spans: Iterable[Span]) -> list[float]:
    """Return what each span of the article counts: 1 where it is new, little where it is not."""
    ends = [segment.end for segment in novelty.segments]
    return [_weight(novelty.segments[bisect_right(ends, span.start) :], span) for span in spans]


def _weight(segments: Sequence[Segment], span: Span) -> float:
    """Return what a span counts; `segments` are those that end after its beginning, in order."""
    length = total = 0.0
    for segment in takewhile(lambda s: s.start < span.end, segments):
        shared = min(span.end, segment.end) - max(span.start, segment.start)
        length += shared
        total += shared * _worth(segment)
    return total / length if length else 1.0


def _worth(segment: Segment) -> float:
    if segment.new:
        return 1.0
    return BACKGROUND if segment.standing else RECYCLED
