"""Training data: pairs of texts that mean the same, and the vocabulary that they are read with.

Every pair has a query-like and a passage-like side and a group: pairs of one group say the same thing, so that none of
them is a wrong answer for another.
"""

import collections
import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SEEDS = HERE / "../../seeds"

# Longer texts are cut: what stands so far behind adds little to a bag of n-grams.
LONGEST_LAW = 400
LONGEST_RECORD = 500
ARTICLES_OF_A_LAW = 6


@dataclass(frozen=True)
class Pair:
    query: str
    passage: str
    group: int | None


def read_folding() -> dict[str, str]:
    lines = (HERE / "fold.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def read_sentence_pairs() -> list[dict]:
    return [json.loads(line) for line in (HERE / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def read_item_queries() -> list[dict]:
    """Everyday queries for plan items of seeds/: year, agency, title, q. Only measured with, never trained on."""
    return [json.loads(line) for line in (HERE / "item-queries.jsonl").read_text(encoding="utf-8").splitlines()]


class Variants:
    """Words of other Chinese-speaking places put for Taiwan's, at random."""

    def __init__(self) -> None:
        self.others = collections.defaultdict(list)
        for line in (HERE / "variants.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                here, there = line.split("\t")
                self.others[here].append(there)
        self.pattern = re.compile("|".join(sorted(map(re.escape, self.others), key=len, reverse=True)))

    def __call__(self, text: str, rng: random.Random) -> str:
        return self.pattern.sub(lambda m: rng.choice(self.others[m[0]]) if rng.random() < 0.7 else m[0], text)


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[。；！？])", text) if len(s) >= 8]


def sentence_and_rest(parts: list[str], rng: random.Random, longest: int) -> Pair:
    k = rng.randrange(len(parts))
    return Pair(parts[k][:longest], "".join(parts[:k] + parts[k + 1 :])[:longest], None)


def from_sentence_pairs(records: list[dict], rng: random.Random, variants: Variants | None = None) -> list[Pair]:
    """Thirteen pairs a record: query ↔ title with passage, query ↔ passage, query ↔ query, title and terms; what is
    official ↔ what is official."""
    pairs = []
    for group, record in enumerate(records):
        queries, title, passages = record["q"], record["title"], record["p"]
        terms = "、".join(record["terms"])
        some = lambda: rng.choice(passages)  # noqa: E731
        texts = [(q, title + "。" + some()) for q in queries]
        texts += [(q, some()) for q in (*queries, rng.choice(queries))]
        texts += [(title, some()), (passages[0], passages[1]), (terms, some())]
        texts += [tuple(rng.sample(queries, 2)), (rng.choice(queries), title), (rng.choice(queries), terms)]
        pairs += [Pair(query, passage, group) for query, passage in texts]
    if variants:
        pairs = [Pair(variants(p.query, rng), p.passage, p.group) if rng.random() < 0.3 else p for p in pairs]
    return pairs


def from_laws(path: Path, rng: random.Random) -> list[Pair]:
    """Six articles of each law: a sentence and the rest of its article, or the names of law and chapter and the article."""
    laws = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if len(article["text"]) >= 30:
                laws[article["law"]].append(article)
    pairs = []
    for name, articles in laws.items():
        for article in rng.sample(articles, min(ARTICLES_OF_A_LAW, len(articles))):
            parts = sentences(article["text"])
            if len(parts) >= 2 and rng.random() < 0.5:
                pairs.append(sentence_and_rest(parts, rng, LONGEST_LAW))
            else:
                chapter = re.sub(r"第.*?[章節]", "", article["chapter"] or "").strip()
                pairs.append(Pair(f"{name} {chapter}", article["text"][:LONGEST_LAW], None))
    return pairs


def from_drcd(path: Path) -> list[Pair]:
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [
        Pair(question["question"], paragraph["context"][:LONGEST_LAW], None)
        for article in articles
        for paragraph in article["paragraphs"]
        for question in paragraph["qas"]
    ]


def from_records(path: Path, rng: random.Random) -> list[Pair]:
    """Records as `shizheng export` prints them: title and text; a sentence and the rest."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text, title = record["text"], record["title"]
        if not record["uncertain"] and title and not text.startswith(title[:10]):
            pairs.append(Pair(title, text[:LONGEST_RECORD], None))
        parts = sentences(text)
        if len(parts) >= 2:
            pairs.append(sentence_and_rest(parts, rng, LONGEST_RECORD))
    return pairs


def from_seeds(rng: random.Random) -> list[Pair]:
    """The documents as running text: two to five sentences that stand together, one of them and the rest."""
    pairs = []
    for path in sorted(SEEDS.glob("*.txt")):
        parts = re.split(r"(?<=[。；])", re.sub(r"\s+", "", path.read_text(encoding="utf-8")))
        at = 0
        while at < len(parts):
            count = rng.randint(2, 5)
            window = [p for p in parts[at : at + count] if len(p) > 8]
            at += count
            if len(window) >= 2:
                pairs.append(sentence_and_rest(window, rng, LONGEST_RECORD))
    return pairs
