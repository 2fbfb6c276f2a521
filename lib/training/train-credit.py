"""Trains both versions of `credit-risk` and exports them to ONNX.

    /usr/bin/python3 lib/training/train-credit.py

Writes public/models/credit-risk/{trees,logit}.onnx, and to .training/credit-risk/
what write-manifest.ts measures them with: the test rows, what scikit-learn
answers to them, and what is known about the features.

The same command on the same machine gives the same bytes: one seed, one
thread, no date and no path in a file. The settings were fixed beforehand; the
test rows are looked at once, after training.
"""

import json

import numpy as np
import onnx
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from credit import CLASSES, MISSING, SEED, CreditData, Feature, Table, read_credit_data
from data import REPOSITORY
from tabular import Design, boosted_graph, logistic_graph

MODEL = "credit-risk"
NOTES = REPOSITORY / ".training" / MODEL
TARGET = REPOSITORY / "public" / "models" / MODEL


def fill_values(train: Table, features: list[Feature]) -> np.ndarray:
    """What stands in for a missing value: the median of a number; of a category nothing, it stays missing."""
    known = np.where(train.values == MISSING, np.nan, train.values)
    medians = np.nanmedian(known, 0)
    return np.array(
        [MISSING if feature.categories else median for feature, median in zip(features, medians)], np.float32
    )


def filled(values: np.ndarray, fill: np.ndarray) -> np.ndarray:
    return np.where(values >= 0, values, fill).astype(np.float32)


def describe(data: CreditData) -> list[dict]:
    """The features as the manifest has them; ranges and spread are those of the training rows."""
    described = []
    for feature, column, test_column in zip(data.features, data.train.values.T, data.test.values.T):
        known = column[column != MISSING].astype(np.float64)
        described.append(
            {
                "id": feature.id,
                "kind": "category" if feature.categories else "number",
                **({"categories": feature.categories} if feature.categories else {}),
                "least": int(known.min()),
                "most": int(known.max()),
                "integer": bool((known == np.round(known)).all()),
                "mayBeMissing": MISSING in column or MISSING in test_column,
                "spread": round(float(known.std()), 3),
            }
        )
    return described


def save(name: str, model: onnx.ModelProto, answers: np.ndarray, test: Table) -> None:
    onnx.save(model, str(TARGET / f"{name}.onnx"))
    answers[:, 1].astype("<f4").tofile(NOTES / f"{name}.f32")
    area = roc_auc_score(test.labels, answers[:, 1])
    right = (answers.argmax(1) == test.labels).mean()
    print(f"{name}: AUC {area:.4f}, right {right:.4f} of {len(test.labels)} test rows, by scikit-learn")


def train(data: CreditData) -> None:
    fill = fill_values(data.train, data.features)
    rows, test_rows = filled(data.train.values, fill), filled(data.test.values, fill)
    metadata = {
        "model": MODEL,
        "seed": str(SEED),
        "input": "raw features, -1 where not known: " + ", ".join(feature.id for feature in data.features),
        "classes": ", ".join(CLASSES),
        "licence": "MIT",
    }

    # Stochastic gradient boosting: J. H. Friedman, Computational Statistics & Data Analysis 38 (2002), 367-378.
    boosted = GradientBoostingClassifier(
        n_estimators=150, max_depth=4, learning_rate=0.08, subsample=0.7, min_samples_leaf=20, random_state=SEED
    ).fit(rows, data.train.labels)
    save("trees", boosted_graph(boosted, fill, metadata), boosted.predict_proba(test_rows), data.test)

    design = Design(rows, [len(feature.categories) for feature in data.features])
    logistic = LogisticRegression(C=0.5, max_iter=2000).fit(design.of(rows), data.train.labels)
    save("logit", logistic_graph(logistic, fill, design, metadata), logistic.predict_proba(design.of(test_rows)), data.test)


def main() -> None:
    NOTES.mkdir(parents=True, exist_ok=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    data = read_credit_data()
    data.test.values.astype("<f4").tofile(NOTES / "test-values.f32")
    data.test.labels.tofile(NOTES / "test-labels.u8")
    facts = {"features": describe(data), "trainCount": len(data.train.labels)}
    (NOTES / "facts.json").write_text(json.dumps(facts, indent=2) + "\n")
    train(data)


if __name__ == "__main__":
    main()
