"""Trains one network and exports it to ONNX.

    /usr/bin/python3 lib/training/train.py clothing-mid
    /usr/bin/python3 lib/training/train.py clothing-mid --export-only

Writes the model to public/models/, the checkpoint and a few metrics to
.training/. The second form exports the last checkpoint again without training.

The same command on the same machine gives the same file: one seed, two
threads, deterministic kernels, and neither a date nor a path in the file.
Another processor may round differently and arrive at other weights.

The test set is measured after training; no epoch is picked by it.
"""

import json
import sys
import time
from functools import partial
from typing import Callable, NamedTuple

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional as F

import augment
from data import REPOSITORY, read_split
from export import to_onnx
from networks import NETWORKS, mega_flops, parameter_count

SEED = 7
THREADS = 2  # part of the recipe: sums are split by thread
BATCH = 128


class Recipe(NamedTuple):
    model_id: str
    size: str
    file: str
    epochs: int
    peak_learning_rate: float
    augmentation: Callable[[torch.Tensor], torch.Tensor]
    # Order of values in memory; it changes the speed and, in the last digits, the result.
    layout: torch.memory_format


ROWS, CHANNELS_LAST = torch.contiguous_format, torch.channels_last
near = partial(augment.garments, shift_pixels=1)
far = partial(augment.garments, shift_pixels=2)

# As the published files were trained.
RECIPES = {
    "digits": Recipe("digits", "tiny", "fp32.onnx", 14, 4e-3, augment.handwriting, ROWS),
    "clothing-tiny": Recipe("clothing", "tiny", "tiny-fp32.onnx", 8, 4e-3, near, CHANNELS_LAST),
    "clothing-mid": Recipe("clothing", "mid", "mid-fp32.onnx", 5, 3e-3, near, CHANNELS_LAST),
    "clothing-big": Recipe("clothing", "big", "big-fp32.onnx", 3, 3e-3, far, ROWS),
}


def as_input(images: np.ndarray) -> torch.Tensor:
    """uint8 [count, 28, 28] to float32 [count, 1, 28, 28] in 0..1."""
    return torch.from_numpy(images.astype(np.float32) / 255)[:, None]


def train(network: nn.Module, recipe: Recipe, images: torch.Tensor, labels: torch.Tensor) -> None:
    """AdamW under a one-cycle learning rate (Smith, 2018), for a fixed number of epochs."""
    network.to(memory_format=recipe.layout)
    batches = len(images) // BATCH
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.peak_learning_rate, total_steps=recipe.epochs * batches + 1
    )
    network.train()
    for epoch in range(recipe.epochs):
        order = torch.randperm(len(images))
        summed_loss = 0.0
        for batch in range(batches):
            chosen = order[batch * BATCH : (batch + 1) * BATCH]
            logits = network(recipe.augmentation(images[chosen]))
            loss = F.cross_entropy(logits, labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            summed_loss += loss.item()
        print(f"epoch {epoch + 1}/{recipe.epochs}: mean loss {summed_loss / batches:.4f}", flush=True)
    network.to(memory_format=torch.contiguous_format)


def accuracy(network: nn.Module, images: torch.Tensor, labels: torch.Tensor) -> float:
    """The share of images whose most probable class is the label."""
    network.eval()
    with torch.no_grad():
        answers = torch.cat([network(part).argmax(1) for part in images.split(500)])
    return (answers == labels).float().mean().item()


def train_from_scratch(name: str, recipe: Recipe) -> nn.Module:
    """Trains under the fixed seed, then measures once on the held-out test set."""
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    started = time.monotonic()

    network = NETWORKS[recipe.size]()
    training = read_split(recipe.model_id, "train")
    labels = torch.from_numpy(training.labels.astype(np.int64))
    train(network, recipe, as_input(training.images), labels)

    test = read_split(recipe.model_id, "t10k")
    test_labels = torch.from_numpy(test.labels.astype(np.int64))
    metrics = {
        "name": name,
        "seed": SEED,
        "epochs": recipe.epochs,
        "parameters": parameter_count(network),
        "megaFlops": round(mega_flops(network), 3),
        "testAccuracy": round(accuracy(network, as_input(test.images), test_labels), 4),
        "trainingSeconds": round(time.monotonic() - started),
    }
    print(json.dumps(metrics))

    notes = REPOSITORY / ".training" / f"{name}.json"
    notes.write_text(json.dumps(metrics, indent=2) + "\n")
    return network


def main(name: str, export_only: bool) -> None:
    recipe = RECIPES[name]
    checkpoint = REPOSITORY / ".training" / f"{name}.pt"
    target = REPOSITORY / "public" / "models" / recipe.model_id / recipe.file
    checkpoint.parent.mkdir(exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)

    network = NETWORKS[recipe.size]()
    if export_only:
        network.load_state_dict(torch.load(checkpoint))
    else:
        network = train_from_scratch(name, recipe)
        torch.save(network.state_dict(), checkpoint)
    metadata = {
        "model": recipe.model_id,
        "network": recipe.size,
        "seed": str(SEED),
        "input": "grey pixels 0..1, 28 x 28, row by row",
        "licence": "MIT",
    }
    onnx.save(to_onnx(network, name, metadata), str(target))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if not arguments or arguments[0] not in RECIPES or arguments[1:] not in ([], ["--export-only"]):
        sys.exit(f"usage: train.py {' | '.join(RECIPES)} [--export-only]")
    main(arguments[0], export_only=len(arguments) == 2)
