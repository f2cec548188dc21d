"""Fits the fraud model on rows that the project's own feature code has written.

Usage: train.py ROWS.f32 [ROWS.f32 ...] MODEL.json
Beside each ROWS.f32 lies ROWS.f32.columns.json, the names of its columns.
"""

import json
import sys

import numpy as np
import xgboost as xgb

TREES = 150
PARAMETERS = {
    "objective": "binary:logistic",
    "tree_method": "hist",
    "max_depth": 6,
    "eta": 0.1,
    "min_child_weight": 20,
    "subsample": 0.8,
    "colsample_bytree": 0.6,
    "reg_lambda": 5,
    "base_score": 0.01,
    "seed": 20261122,
    "nthread": 2,
}


def read_rows(paths):
    columns = json.load(open(f"{paths[0]}.columns.json", encoding="utf-8"))
    if any(json.load(open(f"{path}.columns.json", encoding="utf-8")) != columns for path in paths):
        raise SystemExit("the files of rows do not have the same columns")
    rows = np.concatenate([np.fromfile(path, dtype="<f4").reshape(-1, len(columns)) for path in paths])
    return rows, columns


def train(rows, columns):
    # label, weight, seed, day come before the features.
    matrix = xgb.QuantileDMatrix(rows[:, 4:], rows[:, 0], weight=rows[:, 1], feature_names=columns[4:])
    return xgb.train(PARAMETERS, matrix, TREES)


def main():
    *sources, model_file = sys.argv[1:]
    rows, columns = read_rows(sources)
    model = train(rows, columns)
    model.save_model(model_file)
    print(f"{len(rows)} rows, {int(rows[:, 0].sum())} of them fraud, {TREES} trees")
    gains = model.get_score(importance_type="total_gain")
    total = sum(gains.values())
    for name in sorted(gains, key=gains.get, reverse=True)[:15]:
        print(f"  {name}: {100 * gains[name] / total:.1f} % of the gain")


if __name__ == "__main__":
    main()
