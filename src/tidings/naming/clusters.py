"""The mentions of a text or a story, put together by whom or what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tidings.naming.compare import SHORT, compare
from tidings.naming.forms import form_of, name_key
from tidings.reference.countries import country_called
from tidings.text import fold

__all__ = ["Cluster", "Mention", "cluster"]

_OF_TITLES = frozenset("deputy vice acting former chief first special senior general".split())
# Towns and states that people are often called as, too: Denzel Washington.
_TOWNS = frozenset(
    "washington lincoln houston jackson austin madison cleveland dallas orlando jefferson columbus"
    " york hamilton kingston cambridge berkeley richmond nelson wellington darwin victoria sydney"
    " perth london paris berlin milan florence chelsea lancaster montgomery raleigh denver montana"
    " dakota carolina virginia bristol durham windsor lyon orleans santiago cordoba".split()
)
SAME = 0.8  # from which two full names are one within a text or a story


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A name as it stands somewhere. `at` puts the mentions of a text in order."""

    text: str
    kind: str
    at: int = 0
    title: str = ""  # what stands before it: "Field Marshal"
    times: int = 1  # how often it stands so: for a mention that sums up an article's
    sure: float = 1.0  # that it is of its kind


@dataclass(slots=True)
class Cluster:
    """One person, organisation, place or other thing, while its mentions are gathered."""

    kind: str
    members: list[int] = field(default_factory=list)  # indexes into the mentions given
    forms: Counter[str] = field(default_factory=Counter)  # each spelling, how often
    titles: set[str] = field(default_factory=set)  # folded words
    places: list[int] = field(default_factory=list)
    because: list[str] = field(default_factory=list)  # why spellings were put together

    @property
    def name(self) -> str:
        """The fullest and then most frequent spelling; rather not in capitals, nor an acronym."""
        return max(self.forms, key=lambda form: (*_fullness(form, self.kind), self.forms[form]))

    @property
    def key(self) -> str:
        """What it is known by in a library."""
        return name_key(self.name, self.kind)

    def add(self, index: int, mention: Mention) -> None:
        """Take in a mention."""
        self.members.append(index)
        self.forms[mention.text] += mention.times
        self.titles.update(fold(mention.title).split())
        self.places.append(mention.at)


def _fullness(form: str, kind: str) -> tuple[bool, int, bool]:
    found = form_of(form, kind)
    spelled = sum(len(word) > 1 for word in found.words)
    return (not found.acronym, spelled if kind == "person" else min(spelled, 2), not form.isupper())


def cluster(mentions: Sequence[Mention]) -> list[Cluster]:
    """Put mentions together, in order of their first place. Those without a letter are left out.

    Full names are compared with each other; a short form goes to the one full name that has it
    or, where several have, to the one with its title, else to the one that was told last.
    """
    kinds = _agreed_kinds(mentions)
    groups: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        key = name_key(mention.text, kinds[index])
        if key:
            groups.setdefault(key, []).append(index)
    found: list[Cluster] = []
    for group in sorted(groups.values(), key=lambda g: _by_length(mentions[g[0]], kinds[g[0]])):
        _place(group, mentions, kinds[group[0]], found)
    return sorted(found, key=lambda one: min(one.places))


def _by_length(mention: Mention, kind: str) -> tuple[bool, int, int]:
    form = form_of(mention.text, kind)
    return (bool(form.acronym), -len(form.words), mention.at)


def _agreed_kinds(mentions: Sequence[Mention]) -> list[str]:
    """Return the kind of each mention: the same words are the same kind throughout a text.

    What is surer counts for more, and a word that stands behind a title or is the family
    name of somebody who is told in full is one, unless a longer name of another kind begins so.
    """
    votes: dict[str, dict[str, float]] = {}
    families: dict[str, float] = {}
    begun: set[str] = set()  # by what longer names of organisations and places begin
    for mention in mentions:
        weight = mention.times * mention.sure**2
        kinds = votes.setdefault(fold(mention.text), {})
        kinds[mention.kind] = kinds.get(mention.kind, 0.0) + weight
        words = fold(mention.text).split()
        title = fold(mention.title).split()
        if title and title[-1] not in _OF_TITLES and mention.kind != "place" and len(words) == 1:
            families[words[0]] = families.get(words[0], 0.0) + weight
        if mention.kind != "person" and len(words) > 1:
            begun.add(words[0])
        if mention.kind == "person" and len(words) > 1:
            families[words[-1]] = families.get(words[-1], 0.0) + weight
    for word, weight in families.items():
        if word in votes:
            settled = word in begun or word in _TOWNS or country_called(word)
            known = 0.0 if settled else sum(votes[word].values())
            votes[word]["person"] = votes[word].get("person", 0.0) + weight + 0.5 + known
    agreed = {word: max(kinds, key=kinds.__getitem__) for word, kinds in votes.items()}
    return [agreed[fold(mention.text)] for mention in mentions]


def _place(
    group: Sequence[int], mentions: Sequence[Mention], kind: str, found: list[Cluster]
) -> None:
    """Put mentions of one spelling into the cluster, or clusters, that they belong to."""
    text = mentions[group[0]].text
    fitting = [(one, *_fit(text, one)) for one in found if one.kind == kind]
    fitting = [row for row in fitting if row[1] >= SHORT - 0.1]
    best = max((score for _, score, _ in fitting), default=0.0)
    fitting = [row for row in fitting if row[1] >= min(best, SAME)]
    if not fitting:
        fresh = Cluster(kind)
        found.append(fresh)
        fitting = [(fresh, 1.0, "")]
    candidates = [one for one, _, _ in fitting]
    for index in group:
        chosen = _likeliest(mentions[index], candidates)
        chosen.add(index, mentions[index])
    for one, _, because in fitting:
        if because and text in one.forms and len(one.forms) > 1:
            one.because.append(f"{text}: {because}")


def _fit(text: str, one: Cluster) -> tuple[float, str]:
    """Return how well a spelling fits those of a cluster: 0 where it contradicts a full one."""
    verdicts = [compare(text, form, one.kind) for form in one.forms]
    full = len(form_of(text, one.kind).words) > 1
    for form, verdict in zip(one.forms, verdicts, strict=True):
        if full and verdict.score == 0.0 and _is_full(form, one.kind):
            return 0.0, ""
    best = max(verdicts, key=lambda verdict: verdict.score)
    if best.score < SAME and full and one.kind == "person":
        return 0.0, ""
    return best.score, best.because


def _is_full(form: str, kind: str) -> bool:
    found = form_of(form, kind)
    return len(found.words) > 1 and not found.acronym


def _likeliest(mention: Mention, candidates: Sequence[Cluster]) -> Cluster:
    """Of several full names that a short one may stand for: by its title, else the last told."""
    if len(candidates) == 1:
        return candidates[0]
    title = set(fold(mention.title).split())
    titled = [one for one in candidates if title and title & one.titles]
    among = titled if len(titled) == 1 else candidates
    return min(among, key=lambda one: _away(mention.at, one.places))


def _away(at: int, places: Iterable[int]) -> tuple[bool, int]:
    before = [at - place for place in places if place <= at]
    return (False, min(before)) if before else (True, min(place - at for place in places))
