"""The credit data as numbers: 4,454 loans, 13 features, good or bad.

`credit_data` from the R package `modeldata` (MIT), which Debian ships as
`r-cran-modeldata`. R itself reads it, as it is stored in R's own format.

One row of the model's input has one float for each feature, in the order of
the data: a number as it is, a category as its place in the alphabetical list
of its values. -1 stands for a value that is not known; nothing in the data is
negative.
"""

import csv
import io
import subprocess
from typing import NamedTuple

import numpy as np
from sklearn.model_selection import train_test_split

SEED = 7
TEST_SHARE = 0.25
MISSING = -1.0
NOT_KNOWN = "NA"
CLASSES = ["good", "bad"]

READ_IN_R = "library(modeldata); data(credit_data); write.csv(credit_data, row.names = FALSE)"

NUMBERS = ["Seniority", "Time", "Age", "Expenses", "Income", "Assets", "Debt", "Amount", "Price"]
CATEGORIES = ["Home", "Marital", "Records", "Job"]


class Feature(NamedTuple):
    """One column of the input; `categories` is empty where it holds numbers."""

    id: str
    categories: list[str]


class Table(NamedTuple):
    """Values as float32 [count, features], labels as uint8 [count], 1 for a bad loan."""

    values: np.ndarray
    labels: np.ndarray


class CreditData(NamedTuple):
    features: list[Feature]
    train: Table
    test: Table


def read_credit_data() -> CreditData:
    """Reads the data and sets a quarter apart for testing, with as large a share of bad loans."""
    printed = subprocess.run(["Rscript", "-e", READ_IN_R], check=True, capture_output=True, text=True).stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    columns = [column for column in rows[0] if column in NUMBERS + CATEGORIES]
    features = [Feature(column.lower(), _values_of(rows, column)) for column in columns]
    values = np.array(
        [[_as_number(row[column], feature) for column, feature in zip(columns, features)] for row in rows],
        np.float32,
    )
    labels = np.array([CLASSES.index(row["Status"]) for row in rows], np.uint8)
    train, test = train_test_split(np.arange(len(rows)), test_size=TEST_SHARE, random_state=SEED, stratify=labels)
    return CreditData(features, Table(values[train], labels[train]), Table(values[test], labels[test]))


def _values_of(rows: list[dict[str, str]], column: str) -> list[str]:
    if column in NUMBERS:
        return []
    return sorted({row[column] for row in rows} - {NOT_KNOWN})


def _as_number(text: str, feature: Feature) -> float:
    if text == NOT_KNOWN:
        return MISSING
    number = float(feature.categories.index(text)) if feature.categories else float(text)
    if number < 0:
        raise ValueError(f"{feature.id} is {text}: a negative number cannot be told from a missing one")
    return number
