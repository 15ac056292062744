"""Text → tokens, the same as src/semantic/ngram/tokenizer.ts does it.

A text is normalised (NFKC, lower case, every character folded to one script), then cut into runs: Han characters give
n-grams within their run (single characters, bigrams, trigrams), Latin words and numbers are one token each, all else
only separates.
"""

import re
import unicodedata

HAN = "\u3005\u3007\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
RUN = re.compile(f"[{HAN}]+|[a-z0-9\u00df-\u024f]+")
HAN_FIRST = re.compile(f"[{HAN}]")


class Folding:
    """One character to one character; a character that is not in the table stays."""

    def __init__(self, table: dict[str, str]):
        self.table = table
        self._translate = str.maketrans(table)

    def __call__(self, text: str) -> str:
        return unicodedata.normalize("NFKC", text).lower().translate(self._translate)


def ngrams(folded: str, longest: int) -> list[str]:
    """Tokens of a folded text, in order of their last character, repeats kept."""
    tokens: list[str] = []
    for match in RUN.finditer(folded):
        run = match.group()
        if not HAN_FIRST.match(run):
            tokens.append(run)
            continue
        for end in range(1, len(run) + 1):
            for length in range(1, min(longest, end) + 1):
                tokens.append(run[end - length : end])
    return tokens
