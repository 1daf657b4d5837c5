"""What each stage loads, does and saves: the cells of the table in `flow`, a family a module.

The functions that work are pure and see no store; those that load and save know nothing else.
"""

from tidings.steps.editions import (
    judge_stories,
    load_editions,
    save_editions,
)
from tidings.steps.events import (
    find_events,
    load_for_events,
    save_events,
)
from tidings.steps.facts import (
    compare_facts,
    load_facts,
    save_facts,
)
from tidings.steps.grouping import (
    Grouping,
    draw_features,
)
from tidings.steps.names import (
    load_named,
    name_each,
    name_nothing,
    save_names,
    save_who,
    who_is_who,
)
from tidings.steps.notes import (
    Annotating,
    Embedder,
    encode_each,
    load_texts,
    save_vector,
)
from tidings.steps.pages import (
    load_pages,
    read_pages,
    save_articles,
)
from tidings.steps.places import (
    homes_of,
    load_places,
    load_where,
    locate_each,
    put_together,
    save_places,
    save_where,
    settle_home,
)
from tidings.steps.quotes import (
    load_with_names,
    quote_each,
    save_quotes,
)
from tidings.steps.sentences import (
    judge_articles,
    load_articles,
    load_novelty,
    load_sightings,
    save_novelty,
    save_sentences,
    sketch_articles,
)
from tidings.steps.stories import (
    count_story,
    judge_statements,
    load_changed,
    load_for_statements,
    load_traced,
    save_statements,
    save_summary,
    write_stories,
)
from tidings.steps.threads import (
    link_stories,
    load_known,
    load_profiles,
    name_stories,
    save_keys,
    save_link,
)
from tidings.steps.topics import (
    find_topics,
    load_with_vectors,
    save_topics,
    topics_of,
)

__all__ = [
    "Annotating",
    "Embedder",
    "Grouping",
    "compare_facts",
    "count_story",
    "draw_features",
    "encode_each",
    "find_events",
    "find_topics",
    "homes_of",
    "judge_articles",
    "judge_statements",
    "judge_stories",
    "link_stories",
    "load_articles",
    "load_changed",
    "load_editions",
    "load_facts",
    "load_for_events",
    "load_for_statements",
    "load_known",
    "load_named",
    "load_novelty",
    "load_pages",
    "load_places",
    "load_profiles",
    "load_sightings",
    "load_texts",
    "load_traced",
    "load_where",
    "load_with_names",
    "load_with_vectors",
    "locate_each",
    "name_each",
    "name_nothing",
    "name_stories",
    "put_together",
    "quote_each",
    "read_pages",
    "save_articles",
    "save_editions",
    "save_events",
    "save_facts",
    "save_keys",
    "save_link",
    "save_names",
    "save_novelty",
    "save_places",
    "save_quotes",
    "save_sentences",
    "save_statements",
    "save_summary",
    "save_topics",
    "save_vector",
    "save_where",
    "save_who",
    "settle_home",
    "sketch_articles",
    "topics_of",
    "who_is_who",
    "write_stories",
]
