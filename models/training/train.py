"""Trains the bundled embedding model and writes it to models/shizheng-ngram. See README.md.

The model is static: a text's vector is the sum of its n-grams' vectors, each times its weight, made of unit length.
Vectors and weights are learnt so that the two texts of a pair come out near, and all other texts of the batch far
(cross-entropy over in-batch negatives, in both directions). They begin where latent semantic analysis puts them.
"""

import argparse
import collections
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import data
from export import export
from pretrain import latent_vectors
from tokenizer import Folding, ngrams

HERE = Path(__file__).parent


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--laws", type=Path, help="law articles: gzipped JSON lines with law, chapter, text")
    parser.add_argument("--drcd", type=Path, help="DRCD_dev.json")
    parser.add_argument("--records", type=Path, help="what `npx shizheng export` prints, beside seeds/ as running text")
    parser.add_argument("--out", type=Path, default=HERE / "../shizheng-ngram")
    parser.add_argument("--version", default="0.0.0")
    parser.add_argument("--held-out", type=float, default=0, help="share of the sentence pairs kept apart and measured")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--dimensions", type=int, default=512)
    parser.add_argument("--vocabulary", type=int, default=60_000)
    parser.add_argument("--longest", type=int, default=2, help="characters of the longest n-gram")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=2e-3, help="learning rate, falling to 0")
    parser.add_argument("--scale", type=float, default=8, help="what cosines are multiplied by before the softmax")
    parser.add_argument("--dropout", type=float, default=0.2, help="share of the tokens left out at random")
    parser.add_argument("--law-share", type=float, default=0.35, help="share of the law pairs used in an epoch")
    parser.add_argument("--initial", choices=("lsa", "random"), default="lsa", help="vectors before training")
    return parser.parse_args()


class NgramModel(torch.nn.Module):
    def __init__(self, idf: list[float], vectors: torch.Tensor):
        super().__init__()
        self.vectors = torch.nn.Parameter(vectors)
        self.log_weights = torch.nn.Parameter(torch.tensor(idf).clamp(min=0.1).log())

    def forward(self, ids: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        """Texts as concatenated ids and where each begins → [texts, dimensions] of unit length."""
        weights = self.log_weights[ids].exp()
        summed = F.embedding_bag(ids, self.vectors, offsets, mode="sum", per_sample_weights=weights)
        return F.normalize(summed, dim=-1)

    def rows(self) -> np.ndarray:
        """What is left of vectors and weights when the model is used: their products."""
        return (self.vectors * self.log_weights.exp()[:, None]).detach().numpy()


class Encoder:
    """Texts to ids, remembered, since most come up in every epoch."""

    def __init__(self, vocabulary: list[str], folding: Folding, longest: int):
        self.ids = {token: i for i, token in enumerate(vocabulary)}
        self.folding = folding
        self.longest = longest
        self.known: dict[str, np.ndarray] = {}

    def __call__(self, text: str) -> np.ndarray:
        encoded = self.known.get(text)
        if encoded is None:
            tokens = ngrams(self.folding(text), self.longest)
            encoded = np.array([self.ids[t] for t in tokens if t in self.ids], dtype=np.int64)
            self.known[text] = encoded
        return encoded


def pack(encoded: list[np.ndarray], dropout: float = 0, rng: np.random.Generator | None = None):
    ids = np.concatenate(encoded)
    text_of = np.repeat(np.arange(len(encoded)), [len(e) for e in encoded])
    if dropout and rng:
        kept = rng.random(len(ids)) >= dropout
        ids, text_of = ids[kept], text_of[kept]
    offsets = np.searchsorted(text_of, np.arange(len(encoded)))
    return torch.from_numpy(ids), torch.from_numpy(offsets)


def build_vocabulary(texts: list[str], folding: Folding, longest: int, size: int) -> tuple[list[str], list[float]]:
    """The tokens that most texts hold, two at least, and the idf of each."""
    counts: collections.Counter[str] = collections.Counter()
    for text in texts:
        counts.update(set(ngrams(folding(text), longest)))
    vocabulary = [token for token, count in counts.most_common(size) if count >= 2]
    return vocabulary, [math.log(1 + len(texts) / counts[token]) for token in vocabulary]


def loss_of(queries: torch.Tensor, passages: torch.Tensor, groups: list[int | None], scale: float) -> torch.Tensor:
    scores = queries @ passages.T * scale
    ids = torch.tensor([-1 - i if group is None else group for i, group in enumerate(groups)])
    same = (ids[:, None] == ids[None, :]) & ~torch.eye(len(groups), dtype=torch.bool)
    scores = scores.masked_fill(same, -1e4)
    target = torch.arange(len(groups))
    return (F.cross_entropy(scores, target) + F.cross_entropy(scores.T, target)) / 2


def reciprocal_rank(ranks: torch.Tensor) -> torch.Tensor:
    """Within ten."""
    return torch.where(ranks <= 10, 1 / ranks, 0)


@torch.no_grad()
def measure(model: NgramModel, encode: Encoder, held_out: list[dict]) -> float:
    """Mean reciprocal rank of a held-out record among all held-out records, for each of its queries, within ten."""
    embed = lambda texts: model(*pack([encode(t) for t in texts]))  # noqa: E731
    passages = torch.stack([embed([r["title"] + "。" + r["p"][k] for r in held_out]) for k in (0, 1)])
    total = 0.0
    for k in range(3):
        scores = (embed([r["q"][k] for r in held_out]) @ passages.transpose(1, 2)).amax(0)
        ranks = (scores > scores.diagonal()[:, None]).sum(1) + 1
        total += reciprocal_rank(ranks).mean().item()
    return total / 3


@torch.no_grad()
def measure_items(model: NgramModel, encode: Encoder, items: list[dict]) -> tuple[float, float]:
    """Everyday queries for plan items among all plan items (records as exported): MRR@10, share within ten.

    An item's score is made as search does it: its whole text and the best of its sentences and its title.
    """
    embed = lambda texts: model(*pack([encode(t) for t in texts]))  # noqa: E731
    wholes = embed([f"{i['title']}。{i['title']}。{i['text']}" for i in items])
    points = [(n, text) for n, i in enumerate(items) for text in (i["title"], *data.sentences(i["text"]))]
    owners = torch.tensor([n for n, _ in points])
    points = embed([text for _, text in points])
    place = {(i["year"], i["agency"], i["title"]): n for n, i in enumerate(items)}
    asked = [(q, place.get((e["year"], e["agency"], e["title"]))) for e in data.read_item_queries() for q in e["q"]]
    asked = [(q, n) for q, n in asked if n is not None]
    queries = embed([q for q, _ in asked])
    best = torch.full((len(asked), len(items)), -1.0)
    best.scatter_reduce_(1, owners.expand(len(asked), -1), queries @ points.T, "amax")
    scores = queries @ wholes.T + best
    ranks = (scores > scores[range(len(asked)), [n for _, n in asked], None]).sum(1) + 1
    return reciprocal_rank(ranks).mean().item(), (ranks <= 10).float().mean().item()


def main() -> None:
    options = parse_arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    dropout_rng = np.random.default_rng(options.seed)
    started = time.time()

    records = data.read_sentence_pairs()
    random.Random(7).shuffle(records)
    held_out = records[: int(len(records) * options.held_out)]
    records = records[len(held_out) :]

    laws = drcd = []
    if options.laws:
        laws = data.from_laws(options.laws, random.Random(options.seed))
    else:
        print("no --laws: trained without law articles; the model will know fewer official words")
    if options.drcd:
        drcd = data.from_drcd(options.drcd)
    else:
        print("no --drcd: trained without DRCD questions")

    def documents(rng: random.Random) -> list[data.Pair]:
        return data.from_seeds(rng) + (data.from_records(options.records, rng) if options.records else [])

    folding = Folding(data.read_folding())
    texts = [t for r in records for t in (*r["q"], r["title"], *r["p"], *r["terms"])]
    texts += [t for p in (*documents(random.Random(options.seed)), *laws, *drcd) for t in (p.query, p.passage)]
    vocabulary, idf = build_vocabulary(texts, folding, options.longest, options.vocabulary)
    encode = Encoder(vocabulary, folding, options.longest)
    if options.initial == "lsa":
        # Half of the law texts: the rest of the texts is nearer to what is searched.
        skipped = {t for n, p in enumerate(laws) if n % 2 for t in (p.query, p.passage)}
        encoded = [encode(t) for t in dict.fromkeys(texts) if t not in skipped]
        vectors = latent_vectors([e for e in encoded if len(e)], idf, options.dimensions)
    else:
        vectors = torch.randn(len(vocabulary), options.dimensions) / math.sqrt(options.dimensions)
    model = NgramModel(idf, vectors)
    variants = data.Variants()

    def epoch_pairs(epoch: int) -> list[data.Pair]:
        rng = random.Random(options.seed * 100 + epoch)
        some_laws = rng.sample(laws, int(len(laws) * options.law_share))
        pairs = [*data.from_sentence_pairs(records, rng, variants), *some_laws, *documents(rng), *drcd]
        rng.shuffle(pairs)
        return pairs

    steps = options.epochs * (len(epoch_pairs(0)) // options.batch)
    optimizer = torch.optim.Adam(model.parameters(), lr=options.rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    print(f"{len(vocabulary)} tokens, {steps} steps, prepared in {time.time() - started:.0f} s", flush=True)

    for epoch in range(options.epochs):
        pairs = epoch_pairs(epoch)
        losses = []
        for at in range(0, len(pairs) - options.batch + 1, options.batch):
            batch = pairs[at : at + options.batch]
            encoded = [encode(p.query) for p in batch] + [encode(p.passage) for p in batch]
            # Both sides in one go: their gradient is then added to the vectors once.
            vectors = model(*pack(encoded, options.dropout, dropout_rng))
            loss = loss_of(*vectors.chunk(2), [p.group for p in batch], options.scale)
            optimizer.zero_grad(set_to_none=False)
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        held = f", held-out MRR@10 {measure(model, encode, held_out):.4f}" if held_out else ""
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}{held}, {time.time() - started:.0f} s", flush=True)

    if options.records:
        exported = [json.loads(line) for line in options.records.read_text(encoding="utf-8").splitlines()]
        mrr, within = measure_items(model, encode, [r for r in exported if r["kind"] == "project"])
        print(f"queries for plan items: MRR@10 {mrr:.4f}, within ten {within:.4f}, {time.time() - started:.0f} s")

    export(options.out, vocabulary, folding, model.rows(), options.longest, options.version)
    print(f"written to {options.out.resolve()}")


if __name__ == "__main__":
    main()
