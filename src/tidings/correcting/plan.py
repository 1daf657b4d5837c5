"""What a correction will do: the articles that it names, those that move. Saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tidings.correcting.descriptions import count, few, quoted, titles
from tidings.correcting.targets import home_of, lock_of, story_named
from tidings.errors import ConflictError, NotFoundError, UsageError
from tidings.group import broken, conflict, partners, story_id
from tidings.i18n import phrase
from tidings.storage import Store
from tidings.types import Correction, CorrectionKind, Placement, Reason, Story, make_id

__all__ = ["Plan", "make_plan"]

MAX_HEADLINE = 300  # characters


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What will be kept, and which articles and ids of stories will lead where."""

    correction: Correction
    placements: tuple[Placement, ...] = ()
    emptied: tuple[str, ...] = ()  # stories that nothing is left of
    aliases: Mapping[str, str] = field(default_factory=dict)  # their ids, and those that led there
    touched: tuple[str, ...] = ()  # stories whose articles change
    says: tuple[str, ...] = ()
    shown: str = ""  # the story to look at afterwards


def make_plan(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    """Return the plan of a correction of which the kind and who made it are known."""
    if not items:
        raise UsageError("name the story that is meant")
    return _PLANS[draft.kind](store, draft, list(dict.fromkeys(items)))


# --- each kind


def _merge(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    stories = list({s.id: s for s in (story_named(store, item) for item in items)}.values())
    if len(stories) < 2:
        raise UsageError("a merge takes two stories: these are one already")
    into, *others = stories
    articles = tuple(a for story in others for a in story.articles)
    fact = replace(
        draft, articles=articles, joined=into.articles, story=into.id,
        says=phrase(f"merged {few(others)} into {quoted(into.headline)}"),
    )  # fmt: skip
    number, total = len(articles), len(articles) + len(into.articles)
    left, story = few(others), quoted(into.headline)
    goes = (
        phrase(f"1 article of {left} goes into {story}, which then has {total}.")
        if number == 1
        else phrase(f"{number} articles of {left} go into {story}, which then has {total}.")
    )
    return _moving(store, fact, articles, (goes, phrase("The old address leads there.")))


def _split(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    story = story_named(store, items[0])
    chosen = _members(store, story, items[1:])
    if not chosen:
        raise UsageError("name the articles that leave the story")
    leaving = _with_copies(store, chosen)
    rest = tuple(a for a in story.articles if a not in leaving)
    if not rest:
        raise UsageError("these are all articles of the story: nothing would be left in it")
    fact = replace(
        draft, articles=leaving, others=rest, named=tuple(chosen), story=_new_story(store, leaving),
        says=phrase(f"took {titles(store, leaving)} out of {quoted(story.headline)}"),
    )  # fmt: skip
    named, home, number = titles(store, leaving), quoted(story.headline), len(rest)
    leaves = (
        phrase(f"{named} leaves {home} and begins a story of its own")
        if len(leaving) == 1
        else phrase(f"{named} leave {home} and begin a story of their own")
    )
    stays = phrase("1 article stays.") if number == 1 else phrase(f"{number} articles stay.")
    return _moving(store, fact, leaving, (f"{leaves}; {stays}",))


def _move(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    if len(items) < 2:
        raise UsageError("name the articles that move, then the story that they go to")
    *names, to = items
    into = story_named(store, to)
    homes = {home.id: home for home in (home_of(store, name) for name in names)}
    if into.id in homes:
        raise UsageError("an article that is named is in that story already")
    if len(homes) > 1:
        raise UsageError("these articles are in several stories: move those of one at a time")
    (home,) = homes.values()
    moving = _with_copies(store, names)
    rest = tuple(a for a in home.articles if a not in moving)
    fact = replace(
        draft, articles=moving, joined=into.articles, others=rest, named=tuple(names),
        story=into.id, says=phrase(f"moved {titles(store, moving)} into {quoted(into.headline)}"),
    )  # fmt: skip
    named, there, here = titles(store, moving), quoted(home.headline), quoted(into.headline)
    goes = (
        phrase(f"{named} leaves {there} and goes into {here}.")
        if len(moving) == 1
        else phrase(f"{named} leave {there} and go into {here}.")
    )
    return _moving(store, fact, moving, (goes,))


def _apart(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    one, other = _two(items)
    a, b = _side(store, one), _side(store, other)
    if a.story.id == b.story.id and not (a.article or b.article):
        raise UsageError("that is one story: name the articles of it that are another event")
    if a.story.id == b.story.id and not b.article:
        a, b = b, a  # the one that is named leaves
    fact = replace(draft, named=tuple(filter(None, (a.article, b.article))))
    if a.story.id != b.story.id:
        fact = replace(
            fact, articles=b.articles, others=a.articles,
            says=phrase(f"kept {b.words} apart from {a.words}"),
        )  # fmt: skip
        says = (phrase(f"{a.words} and {b.words} never become one story. No article moves."),)
        return _moving(store, fact, (), says, shown=a.story.id)
    leaving = tuple(x for x in _with_copies(store, [b.article]) if x != a.article)
    others = (a.article,) if a.article else a.story.articles
    others = tuple(x for x in others if x not in leaving)
    if not others:
        raise UsageError("nothing would be left in the story")
    fact = replace(
        fact, articles=leaving, others=others, story=_new_story(store, leaving),
        says=phrase(f"kept {b.words} apart from {a.words}"),
    )  # fmt: skip
    says = (phrase(f"{b.words} leaves the story of {a.words}: they are never one story again."),)
    return _moving(store, fact, leaving, says)


def _together(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    one, other = _two(items)
    a, b = _side(store, one), _side(store, other)
    if not a.article and not b.article:
        return _merge(store, replace(draft, kind=CorrectionKind.MERGE), items)
    first, second = (side.article or side.story.articles[0] for side in (a, b))
    if first == second:
        raise UsageError("these are one article")
    fact = replace(
        draft, articles=(second,), joined=(first,), named=(first, second), story=a.story.id,
        says=phrase(f"put {b.words} and {a.words} together"),
    )  # fmt: skip
    if a.story.id == b.story.id:
        says = (phrase(f"{a.words} and {b.words} stay in one story from now on."),)
        return _moving(store, fact, (), says, shown=a.story.id)
    return _first_that_holds(store, fact, a, b)


def _first_that_holds(store: Store, fact: Correction, a: _Side, b: _Side) -> Plan:
    """Return the plan that brings two articles together and moves least against other facts.

    Two stories that tell one event are one; where something in them is kept apart, or one is
    locked, only what belongs to the one article goes to the other; or both begin a story.
    """
    facts = [*store.corrections.in_force(), _numbered(store, fact)]
    pair = (*fact.articles, *fact.joined)
    held = tuple(sorted(partners(facts, pair)))
    whole = f"{quoted(b.story.headline)} goes into {quoted(a.story.headline)}"
    locked = [bool(lock_of(store, side.story)) for side in (a, b)]
    ways = [
        (b.story.articles, a.story.id, f"{whole}: both tell the same event."),
        (held, a.story.id, f"{b.words} goes into {quoted(a.story.headline)}."),
        (held, b.story.id, f"{a.words} goes into {quoted(b.story.headline)}."),
        (held, _new_story(store, pair), phrase(f"{a.words} and {b.words} begin a story together.")),
    ]
    if any(locked):
        ways = ways[2:0:-1] if locked[1] else ways[1:3]
    refused: ConflictError | None = None
    for articles, story, words in ways:
        try:
            return _moving(store, replace(fact, story=story), articles, (words,))
        except ConflictError as error:
            refused = refused or error
    assert refused is not None  # noqa: S101 there are ways
    raise refused


def _lock(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    story = story_named(store, items[0])
    if lock_of(store, story):
        raise UsageError("this story is locked already")
    fact = replace(
        draft,
        articles=story.articles,
        story=story.id,
        says=phrase(f"locked {quoted(story.headline)}"),
    )
    number = count(len(story.articles), "article")
    says = (
        phrase(f"{quoted(story.headline)} keeps its {number}: nothing joins or leaves by itself."),
    )
    return _moving(store, fact, (), says, shown=story.id)


def _rename(store: Store, draft: Correction, items: Sequence[str]) -> Plan:
    story = story_named(store, items[0])
    headline = " ".join(draft.headline.split())
    if not headline or len(headline) > MAX_HEADLINE:
        raise UsageError(f"a headline has 1 to {MAX_HEADLINE} characters")
    fact = replace(
        draft, articles=story.articles, story=story.id, headline=headline,
        says=phrase(f"renamed {quoted(story.headline)} to {quoted(headline)}"),
    )  # fmt: skip
    says = (phrase(f"{quoted(story.headline)} is called {quoted(headline)} from now on."),)
    return _moving(store, fact, (), says, shown=story.id)


_PLANS: dict[CorrectionKind, Callable[[Store, Correction, Sequence[str]], Plan]] = {
    CorrectionKind.MERGE: _merge,
    CorrectionKind.SPLIT: _split,
    CorrectionKind.MOVE: _move,
    CorrectionKind.APART: _apart,
    CorrectionKind.TOGETHER: _together,
    CorrectionKind.LOCK: _lock,
    CorrectionKind.RENAME: _rename,
}


# --- what a person named


@dataclass(frozen=True, slots=True)
class _Side:
    """A story, or one article of it."""

    story: Story
    article: str
    words: str

    @property
    def articles(self) -> tuple[str, ...]:
        """Return what it stands for."""
        return (self.article,) if self.article else self.story.articles


def _side(store: Store, name: str) -> _Side:
    if store.articles.get([name]):
        return _Side(home_of(store, name), name, titles(store, [name]))
    try:
        story = story_named(store, name)
    except NotFoundError:
        raise NotFoundError(
            f"there is no story and no article {name}: 'tidings stories' lists stories"
        ) from None
    return _Side(story, "", quoted(story.headline))


def _two(items: Sequence[str]) -> tuple[str, str]:
    if len(items) != 2:
        raise UsageError("name two different articles or stories")
    return items[0], items[1]


def _members(store: Store, story: Story, names: Sequence[str]) -> list[str]:
    for name in names:
        if name not in story.articles:
            home = home_of(store, name)
            raise UsageError(f"article {name} is not in this story, but in {home.id}")
    return list(names)


def _with_copies(store: Store, articles: Sequence[str]) -> tuple[str, ...]:
    """Return articles with their copies, which follow them."""
    copies = (copy for article in articles for copy in store.stories.copies(article))
    return tuple(dict.fromkeys((*articles, *copies)))


def _new_story(store: Store, articles: Sequence[str]) -> str:
    """Return an id that no story has or had."""
    fresh = story_id(articles[0])
    while store.stories.resolve(fresh) != fresh or fresh in store.stories.get([fresh]):
        fresh = make_id("story", fresh)
    return fresh


# --- what follows


def _moving(
    store: Store,
    fact: Correction,
    articles: Iterable[str],
    says: tuple[str, ...],
    *,
    shown: str = "",
) -> Plan:
    """Return the plan that puts articles into the fact's story; refused where it contradicts."""
    fact = _numbered(store, fact)
    facts = [*store.corrections.in_force(), fact]
    _refuse(fact, conflict(facts))
    moving = partners(facts, list(articles)) if articles else set()
    about = {a for c in facts for a in (*c.articles, *c.joined, *c.others)} | moving
    placed = {a: m[0] for a, m in store.stories.membership(sorted(about)).items()}
    moving = {a for a in moving if placed.get(a, fact.story) != fact.story}
    _refuse(fact, broken(facts, placed | dict.fromkeys(moving, fact.story)))
    left = store.stories.get(sorted({placed[a] for a in moving}))
    emptied = tuple(s.id for s in left.values() if moving.issuperset(s.articles))
    return Plan(
        correction=replace(fact, id=0),
        placements=_placements(store, fact, moving, left.values()),
        emptied=emptied,
        aliases={id: fact.story for s in emptied for id in (s, *store.stories.aliases(s))},
        touched=tuple(left),
        says=says,
        shown=shown or fact.story,
    )


def _numbered(store: Store, fact: Correction) -> Correction:
    return replace(fact, id=store.corrections.stamp()[0] + 1)


def _refuse(fact: Correction, against: Sequence[Correction]) -> None:
    earlier = [c for c in against if c.id != fact.id]
    if earlier:
        listed = " and ".join(f"correction {c.id} ({c.says})" for c in earlier)
        raise ConflictError(
            f"this contradicts {listed}: undo that first with 'tidings undo {earlier[-1].id}'",
            tuple(c.id for c in earlier),
        )


def _placements(
    store: Store, fact: Correction, moving: set[str], left: Iterable[Story]
) -> tuple[Placement, ...]:
    """Return where each article goes; a copy without its original is no copy any more."""
    reason = Reason(kind="correction", weight=1.0, text=_because(fact))
    names = sorted({a for story in left for a in story.articles} | moving)
    placements = []
    for article, (story, original, because) in store.stories.membership(names).items():
        if article in moving:
            whole = fact.kind is CorrectionKind.MERGE
            kept = original if original in moving else ""
            reasons = (reason, *because) if whole else (reason,)
            placements.append(
                Placement(article=article, story=fact.story, duplicate_of=kept, because=reasons)
            )
        elif original in moving:
            placements.append(Placement(article=article, story=story, because=because))
    return tuple(placements)


def _because(fact: Correction) -> str:
    """Return what a person did to an article, as the reason why it is where it is."""
    who = fact.by or phrase("you")
    told = f"{fact.at:%Y-%m-%d}" + (f": {fact.note}" if fact.note else "")
    match fact.kind:
        case CorrectionKind.MERGE:
            return phrase(f"{who} merged its story into this one on {told}")
        case CorrectionKind.SPLIT:
            return phrase(f"{who} took it out of another story on {told}")
        case CorrectionKind.MOVE:
            return phrase(f"{who} moved it here on {told}")
        case CorrectionKind.APART:
            return phrase(f"{who} said that it is not the event it was taken for, on {told}")
        case CorrectionKind.TOGETHER:
            return phrase(f"{who} said that it tells the same event, on {told}")
    return phrase(f"{who} put it here on {told}")
