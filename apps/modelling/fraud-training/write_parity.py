"""Writes what XGBoost itself says of 10,000 rows, for the test that holds the TypeScript evaluation to it.

Usage: write_parity.py ROWS.f32 MODEL.json PARITY.gz
PARITY.gz: gzip of, one after another, little-endian single precision: the features row by row, the margins, the
probabilities, and the path attributions of the first 200 rows with their bias last.
"""

import gzip
import sys

import numpy as np
import xgboost as xgb

from train import read_rows

ROWS = 10_000
ATTRIBUTED = 200


def pick(rows):
    """Half fraud, half good purchases, so that all parts of the trees are reached, in a fixed random order."""
    random = np.random.default_rng(20261122)
    halves = [np.flatnonzero(rows[:, 0] == label) for label in (0, 1)]
    chosen = np.concatenate([random.choice(half, ROWS // 2, replace=False) for half in halves])
    return rows[random.permutation(chosen), 4:]


def main():
    source, model_file, parity_file = sys.argv[1:]
    rows, columns = read_rows([source])
    features = pick(rows)
    model = xgb.Booster(model_file=model_file)
    matrix = xgb.DMatrix(features, feature_names=columns[4:])
    first = xgb.DMatrix(features[:ATTRIBUTED], feature_names=columns[4:])
    parts = [
        features,
        model.predict(matrix, output_margin=True),
        model.predict(matrix),
        model.predict(first, pred_contribs=True, approx_contribs=True),
    ]
    content = b"".join(np.ascontiguousarray(part, dtype="<f4").tobytes() for part in parts)
    with open(parity_file, "wb") as output:
        # Without a time stamp the same model gives the same file.
        output.write(gzip.compress(content, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
