"""Commands that read: stories, show, search, tags, topics, blindspots."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, get_args

import click

from tidings.cli.console import age, counted, limit_option, open_news, put, say, table
from tidings.cli.versions import show_versions
from tidings.errors import UsageError
from tidings.records import (
    article_record,
    lineage_record,
    reason_texts,
    summary_record,
    time_text,
)
from tidings.reference.topics import find_topic
from tidings.types import Facts, Standing, Story
from tidings.views import ArticleView, BlindSpot, By, StoryView

__all__ = ["COMMANDS"]

WIDTH = 88


@click.command()
@click.option("--tag", default="", help="Only stories with this tag.")
@click.option("--source", default="", help="Only stories told by this source (its id).")
@click.option("--language", default="", help="Only stories told in this language.")
@click.option("--topic", default="", help="Only stories about this topic.")
@limit_option(30)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def stories(
    ctx: click.Context,
    tag: str,
    source: str,
    language: str,
    topic: str,
    limit: int,
    as_json: bool,
) -> None:
    """List what happened, most important first."""
    about = find_topic(topic)
    if topic and about is None:
        raise UsageError(f"there is no topic {topic!r}: 'tidings topics' lists them")
    code = about.code if about else ""
    with open_news(ctx) as news:
        found = news.front(tag=tag, source=source, language=language, topic=code, limit=limit)
    if as_json:
        for card in found:
            record = _story_record(card.story) | {
                "snippet": card.snippet,
                "tags": list(card.tags),
                "rank": round(card.rank, 4),
                "because": reason_texts(card.because),
            }
            put(record)
        return
    if not found and (tag or source or language or code):
        say("no such stories")
    elif not found:
        where = news.config.library_address
        say(f"no stories yet in {where}: 'tidings add' adds sources, 'tidings sync' reads them")
    table(
        [
            (
                card.story.id,
                card.story.headline,
                f"{len(card.story.articles)}",
                ", ".join(card.story.publishers[:3]),
                age(card.story.last_seen),
            )
            for card in found
        ],
        ("id", "story", "articles", "told by", "age"),
    )


def _story_record(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "articles": list(story.articles),
        "publishers": list(story.publishers),
        "independent": story.independent,
        "first_seen": time_text(story.first_seen),
        "last_seen": time_text(story.last_seen),
        "language": story.language or None,
    }


@click.command()
@click.argument("item")
@click.option("--versions", is_flag=True, help="What the publisher changed in an article.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_context
def show(ctx: click.Context, item: str, versions: bool, as_json: bool) -> None:
    """Show a story or an article, by its id."""
    with open_news(ctx) as news:
        story = news.story(item)
        story = news.editor.shown(story) if story else None
        article = None if story else news.article(item)
    if story:
        _show_story(story, as_json=as_json)
    elif article and versions:
        show_versions(article, as_json=as_json)
    elif article:
        _show_article(article, as_json=as_json)
    else:
        raise UsageError(f"there is no story and no article {item}: 'tidings stories' lists them")


def _show_story(view: StoryView, *, as_json: bool) -> None:
    if as_json:
        record = _story_record(view.story) | {
            "summary": summary_record(view.summary),
            "tellings": [
                {
                    "article": telling.article.id,
                    "publisher": telling.article.publisher,
                    "title": telling.article.title,
                    "published_at": time_text(telling.article.time),
                    "adds": list(telling.adds),
                    "duplicate_of": telling.duplicate_of or None,
                    "because": reason_texts(telling.because),
                }
                for telling in view.tellings
            ],
            "lineage": lineage_record(view.lineage),
            "tags": list(view.tags),
            "topics": [topic.code for topic in view.topics],
            "related": [card.story.id for card in view.related],
        }
        put(record)
        return
    click.echo(click.style(view.summary.headline or view.story.headline, bold=True))
    for sentence in view.summary.sentences:
        cited = ", ".join(dict.fromkeys(article for article, _ in sentence.cites))
        _wrapped(f"{sentence.text} [{cited}]", indent="  ")
    _show_sources(view)
    _show_differences(view.facts)
    for telling in view.tellings:
        copy = f"  (copy of {telling.duplicate_of})" if telling.duplicate_of else ""
        click.echo(
            f"\n{telling.article.publisher or '?'}, {age(telling.article.time)}: "
            f"{telling.article.title}  [{telling.article.id}]{copy}"
        )
        for reason in reason_texts(telling.because):
            click.echo(click.style(f"    because: {reason}", dim=True))
        for text in telling.adds[:3]:
            _wrapped(f"+ {text}", indent="    ")


def _show_sources(view: StoryView) -> None:
    """Print how many sources stand behind a story, and who took from whom."""
    named = {t.article.id: t.article.publisher or t.article.id for t in view.tellings}
    articles = counted(len(named), "article", "articles")
    click.echo(f"\n{articles}, {view.story.independent} independent")
    for descent in view.lineage.descents:
        of = named.get(descent.of, descent.credit)
        if of:
            doubt = "" if descent.ordered else " (which was first is not sure)"
            says = f"{named.get(descent.article)} from {of}: {descent.because}{doubt}"
            _wrapped(f"{descent.kind}: {says}", indent="  ")


def _show_differences(facts: Facts) -> None:
    """Print what the sources of a story say differently, with who says what."""
    for one in facts.compared:
        if one.standing == Standing.DIFFER:
            said = "; ".join(f"{claim.line.voice}: {claim.value}" for claim in one.claims)
            _wrapped(f"the sources differ: {said}", indent="  ")


def _show_article(view: ArticleView, *, as_json: bool) -> None:
    article = view.article
    if as_json:
        record = article_record(article) | {
            "story": view.story.id if view.story else None,
            "duplicate_of": view.duplicate_of.id if view.duplicate_of else None,
            "tags": list(view.tags),
            "topics": [found.topic.code for found in view.topics],
            "related": [other.id for _, other in view.related],
            "versions": view.versions[-1].number,
        }
        put(record)
        return
    click.echo(click.style(article.title, bold=True))
    by = " · ".join(filter(None, (article.publisher, ", ".join(article.authors))))
    click.echo(f"{by} · {time_text(article.time)} · {article.status.value}\n{article.url}\n")
    text = article.text
    for segment in view.novelty.segments:
        mark = "" if segment.new else f"(seen before, {segment.first_seen}) "
        _wrapped(mark + text[segment.start : segment.end], indent="  ", dim=not segment.new)
    unread = view.novelty.segments[-1].end if view.novelty.segments else 0
    for paragraph in text[unread:].split("\n"):  # of a monster
        _wrapped(paragraph, indent="  ")
    for near, other in view.related:
        why = "; ".join(reason_texts(near.because))
        click.echo(f"related: {other.title} ({other.publisher}) [{other.id}] {why}")


def _wrapped(text: str, *, indent: str, dim: bool = False) -> None:
    filled = textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
    click.echo(click.style(filled, dim=True) if dim else filled)


@click.command()
@click.argument("query", nargs=-1, required=True)
@limit_option(20)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def search(ctx: click.Context, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search articles.

    Words, "phrases", OR, -not, ferr*; title: author: source: tag: topic: lang: country: near:
    after: before:.

    \b
    tidings search ferry strike
    tidings search '"night ferry" -strike tag:transport after:2026-11-01'
    """
    with open_news(ctx) as news:
        found = news.search(" ".join(query), limit=limit)
    for note in found.notes:
        say(note)
    if as_json:
        for hit in found.hits:
            put(article_record(hit.article) | {"story": hit.story or None})
        return
    for hit in found.hits:
        marked = hit.snippet.replace("\x02", "*").replace("\x03", "*").replace("\n", " ")
        click.echo(f"{click.style(hit.article.title, bold=True)}  [{hit.article.id}]")
        click.echo(f"  {hit.article.publisher}, {age(hit.article.time)}: {marked}")
    say(f"{'more than ' if found.more else ''}{found.total} found")


@click.command()
@limit_option(50)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def tags(ctx: click.Context, limit: int, as_json: bool) -> None:
    """List the tags that most articles carry."""
    with open_news(ctx) as news:
        found = news.tags(limit=limit)
    if as_json:
        for t in found:
            put({"tag": t.tag, "articles": t.articles})
        return
    table([(t.tag, str(t.articles)) for t in found], ("tag", "articles"))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def topics(ctx: click.Context, as_json: bool) -> None:
    """List the topics (IPTC Media Topics) with their articles."""
    with open_news(ctx) as news:
        found = news.topics()
    if as_json:
        for one in found:
            topic = {"code": one.topic.code, "slug": one.topic.slug, "name": one.topic.name}
            put(topic | {"articles": one.articles})
        return
    table(
        [
            ("  " * bool(t.topic.broader) + t.topic.slug, t.topic.name, str(t.articles))
            for t in found
        ],
        ("topic", "name", "articles"),
    )


@click.command()
@click.option(
    "--by",
    type=click.Choice(get_args(By)),
    default="country",
    show_default=True,
    help="Whose sources are held against the others.",
)
@limit_option(30)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def blindspots(ctx: click.Context, by: str, limit: int, as_json: bool) -> None:
    """List stories missing from a country, language or folder.

    Several sources tell them, and those of the country, language or folder don't."""
    with open_news(ctx) as news:
        found = news.blind_spots(by=by, limit=limit)
    for spot in found.spots:
        if as_json:
            put(_spot_record(spot))
            continue
        click.echo(f"{click.style(spot.headline, bold=True)}  [{spot.story}]")
        click.echo(f"  silent: {spot.silent} ({_titles(spot.silent_sources)})")
        for group, sources in spot.carried:
            click.echo(f"  {group or 'others'}: {_titles(sources)}")
        click.echo(f"  first told {age(spot.since)}")
    if not found.spots:
        known = [group for group, _ in found.groups if group]
        say(
            "none: what several sources tell, all tell who could"
            if len(known) > 1
            else f"nothing to compare yet: it takes sources whose {by} is known, of two or more"
        )


def _titles(sources: Sequence[tuple[str, str]]) -> str:
    return ", ".join(title for _, title in sources)


def _spot_record(spot: BlindSpot) -> dict[str, Any]:
    return {
        "story": spot.story,
        "headline": spot.headline,
        "by": spot.by,
        "silent": spot.silent,
        "silent_sources": [id for id, _ in spot.silent_sources],
        "carried": {group: [id for id, _ in sources] for group, sources in spot.carried},
        "since": time_text(spot.since),
    }


COMMANDS = (stories, show, search, tags, topics, blindspots)
