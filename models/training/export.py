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


def quantise(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 rows and the scale of each: rows[i] ≈ values[i] * scales[i]."""
    scales = np.abs(rows).max(axis=1) / 127
    values = np.round(rows / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    return values, scales.astype(np.float32)


def build_graph(rows: np.ndarray) -> onnx.ModelProto:
    """rows: float [tokens, dimensions], each token's vector times its weight. One row of zeros is added for padding."""
    values, scales = quantise(np.concatenate([rows, np.zeros((1, rows.shape[1]), rows.dtype)]))
    constants = [
        numpy_helper.from_array(values, "values"),
        numpy_helper.from_array(scales[:, None], "scales"),
        numpy_helper.from_array(np.array([1], np.int64), "token_axis"),
        numpy_helper.from_array(np.array([-1], np.int64), "vector_axis"),
        numpy_helper.from_array(np.array(1e-12, np.float32), "tiny"),
    ]
    nodes = [
        helper.make_node("Gather", ["values", "input_ids"], ["token_values"]),
        helper.make_node("Cast", ["token_values"], ["token_floats"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scales", "input_ids"], ["token_scales"]),
        helper.make_node("Mul", ["token_floats", "token_scales"], ["tokens"]),
        helper.make_node("ReduceSum", ["tokens", "token_axis"], ["sum"], keepdims=0),
        helper.make_node("ReduceL2", ["sum", "vector_axis"], ["length"], keepdims=1),
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
