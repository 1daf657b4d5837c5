"""Tidings: a self-hosted news aggregator that shows each event once.

News moves one way, and the folders read in that order: `collect` (poll sources, fetch pages),
`distill` (page to article), `enrich` (notes on an article), `group` (articles to stories),
`write` (summaries), `serve` (faces of it). `flow` knows the order, `storage` keeps what comes
out, `workers` spread the work, `news` is the facade, `types` holds the nouns.
"""
