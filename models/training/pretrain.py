"""Initial token vectors by latent semantic analysis (Deerwester et al. 1990): tokens of like texts begin near each other.

The matrix of texts and tokens, ln(1 + count) times idf, rows of unit length, is brought down to its largest singular
vectors by randomised subspace iteration (Halko, Martinsson, Tropp 2011).
"""

import math

import numpy as np
import torch

# Subspace iterations, and dimensions carried beside those asked for: enough for directions, which are all that is kept.
ITERATIONS = 3
EXTRA_DIMENSIONS = 16
# A little chance is mixed in, so that tokens of the same few texts do not begin as one.
SIGNAL = 0.9
NOISE = 0.3


def latent_vectors(encoded: list[np.ndarray], idf: list[float], dimensions: int) -> torch.Tensor:
    """Texts as token ids, idf by id → [tokens, dimensions], each row of about unit length; chance from torch's seed."""
    texts = text_token_matrix(encoded, np.array(idf, np.float32))
    tokens = texts.t().coalesce().to_sparse_csr()
    texts = texts.to_sparse_csr()
    basis = torch.randn(len(idf), dimensions + EXTRA_DIMENSIONS)
    for _ in range(ITERATIONS):
        basis = torch.linalg.qr(tokens @ torch.linalg.qr(texts @ basis)[0])[0]
    projected = texts @ basis
    # Eigenvalues of the small Gram matrix are the squares of the singular values, smallest first.
    squares, turn = torch.linalg.eigh(projected.T @ projected)
    largest = slice(-dimensions, None)
    vectors = basis @ turn[:, largest] * squares[largest].clamp(min=0).pow(0.25)
    vectors = torch.nn.functional.normalize(vectors, dim=-1)
    return SIGNAL * vectors + NOISE * torch.randn_like(vectors) / math.sqrt(dimensions)


def text_token_matrix(encoded: list[np.ndarray], idf: np.ndarray) -> torch.Tensor:
    """Sparse [texts, tokens], rows of unit length."""
    rows = np.repeat(np.arange(len(encoded)), [len(e) for e in encoded])
    cells, counts = np.unique(rows * len(idf) + np.concatenate(encoded), return_counts=True)
    rows, columns = np.divmod(cells, len(idf))
    values = np.log1p(counts) * idf[columns]
    lengths = np.sqrt(np.bincount(rows, values**2, len(encoded)))
    values = torch.from_numpy((values / lengths[rows]).astype(np.float32))
    return torch.sparse_coo_tensor(torch.from_numpy(np.stack([rows, columns])), values, (len(encoded), len(idf))).coalesce()
