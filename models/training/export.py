"""Writes a trained model as the folder that src/semantic/ngram opens: config, tokenizer, ONNX weights, manifest."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from tokenizer import Folding, ngrams

PROBE_TEXT = "孩子沒人帶怎麼辦"


# Values are kept with 4 bits, as integers from -7 to 7 times a scale for each row.
LARGEST = 7
ZERO = 8


def quantise(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """float [n, d] → bytes [n, d / 2] and scales [n].

    rows[i, j] ≈ (nibble - 8) * scales[i], where the nibble is the lower half of byte j, or for the second half of the
    row the upper half of byte j - d / 2.
    """
    scales = np.maximum(np.abs(rows).max(axis=1) / LARGEST, 1e-12)
    values = (np.round(rows / scales[:, None]) + ZERO).astype(np.uint8)
    lower, upper = np.split(values, 2, axis=1)
    return lower | (upper << 4), scales.astype(np.float32)


def build_graph(rows: np.ndarray) -> onnx.ModelProto:
    """rows: float [tokens, dimensions], each token's vector times its weight. A row of zeros is added for padding.

    The sum over a text's tokens of scale * (nibble - 8) is a product of the scales with the nibbles, less eight times
    the sum of the scales.
    """
    values, scales = quantise(np.concatenate([rows, np.zeros((1, rows.shape[1]), rows.dtype)]))
    scales[-1] = 0
    constants = [
        numpy_helper.from_array(values, "values"),
        numpy_helper.from_array(scales, "scales"),
        numpy_helper.from_array(np.array(15, np.uint8), "lower_mask"),
        numpy_helper.from_array(np.array(4, np.uint8), "upper_shift"),
        numpy_helper.from_array(np.array(ZERO, np.float32), "zero"),
        numpy_helper.from_array(np.array([1], np.int64), "axis"),
        numpy_helper.from_array(np.array([-1], np.int64), "last_axis"),
        numpy_helper.from_array(np.array(1e-12, np.float32), "tiny"),
    ]
    nodes = [
        helper.make_node("Gather", ["values", "input_ids"], ["bytes"]),
        helper.make_node("BitwiseAnd", ["bytes", "lower_mask"], ["lower"]),
        helper.make_node("BitShift", ["bytes", "upper_shift"], ["upper"], direction="RIGHT"),
        helper.make_node("Cast", ["lower"], ["lower_float"], to=TensorProto.FLOAT),
        helper.make_node("Cast", ["upper"], ["upper_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scales", "input_ids"], ["token_scales"]),
        helper.make_node("Unsqueeze", ["token_scales", "axis"], ["row_scales"]),
        helper.make_node("MatMul", ["row_scales", "lower_float"], ["lower_sum"]),
        helper.make_node("MatMul", ["row_scales", "upper_float"], ["upper_sum"]),
        helper.make_node("Concat", ["lower_sum", "upper_sum"], ["nibble_sum"], axis=-1),
        helper.make_node("ReduceSum", ["row_scales", "last_axis"], ["scale_sum"], keepdims=1),
        helper.make_node("Mul", ["scale_sum", "zero"], ["zero_sum"]),
        helper.make_node("Sub", ["nibble_sum", "zero_sum"], ["row_sum"]),
        helper.make_node("Squeeze", ["row_sum", "axis"], ["sum"]),
        helper.make_node("ReduceL2", ["sum", "last_axis"], ["length"], keepdims=1),
        helper.make_node("Max", ["length", "tiny"], ["divisor"]),
        helper.make_node("Div", ["sum", "divisor"], ["embeddings"]),
    ]
    graph = helper.make_graph(
        nodes,
        "shizheng-ngram",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT32, ["texts", "tokens"])],
        [helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, ["texts", rows.shape[1]])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], producer_name="shizheng")
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def export(target: Path, vocabulary: list[str], folding: Folding, rows: np.ndarray, longest: int, version: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    config = {
        "model_type": "shizheng-ngram",
        "format": 1,
        "version": version,
        "dimensions": int(rows.shape[1]),
        "longest_ngram": longest,
        "vocab_size": len(vocabulary),
    }
    (target / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    fold = "".join(source + to for source, to in sorted(folding.table.items()))
    tokenizer = {"format": 1, "fold": fold, "vocab": vocabulary}
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (target / "tokenizer.json").write_text(text + "\n", encoding="utf-8")
    onnx.save(build_graph(rows), target / "model.onnx")

    ids = {token: i for i, token in enumerate(vocabulary)}
    probe_ids = [ids[t] for t in ngrams(folding(PROBE_TEXT), longest) if t in ids]
    session = onnxruntime.InferenceSession(target / "model.onnx")
    (vector,) = session.run(None, {"input_ids": np.array([probe_ids], np.int32)})[0]
    manifest = {
        "name": "shizheng-ngram",
        "version": version,
        "files": {name: describe(target / name) for name in ("config.json", "model.onnx", "tokenizer.json")},
        "probe": {"text": PROBE_TEXT, "role": "query", "vector": [round(float(v), 6) for v in vector]},
    }
    (target / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def describe(path: Path) -> dict:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
