"""Random changes to training images, so that a network learns what does not matter.

All randomness comes from torch's global generator, which train.py seeds.
Images are float tensors [batch, 1, 28, 28] with values in 0..1.
"""

import math

import torch
from torch.nn import functional as F

# Ranges for handwriting. Shifts of two pixels cover imperfect centring; the
# others are about what differs between writers without changing the digit.
SHIFT_PIXELS = 2.0
ROTATION_DEGREES = 12.0
SCALE_RANGE = 0.12
SHEAR_RANGE = 0.15
IMAGE_PIXELS = 28


def _uniform(count: int, limit: float) -> torch.Tensor:
    return (torch.rand(count) * 2 - 1) * limit


def handwriting(images: torch.Tensor) -> torch.Tensor:
    """Shift, rotation, scale and shear, then thicker or thinner strokes, each image its own."""
    return vary_stroke(move(images))


def move(images: torch.Tensor) -> torch.Tensor:
    """A small random affine map of each image, sampled bilinearly."""
    count = len(images)
    angle = _uniform(count, math.radians(ROTATION_DEGREES))
    across = 1 + _uniform(count, SCALE_RANGE)
    down = 1 + _uniform(count, SCALE_RANGE)
    shear = _uniform(count, SHEAR_RANGE)
    # Grid coordinates run from -1 to 1, so a pixel is 2/28.
    pixel = 2 / IMAGE_PIXELS
    row_x = [across * torch.cos(angle), shear - torch.sin(angle), _uniform(count, SHIFT_PIXELS * pixel)]
    row_y = [torch.sin(angle), down * torch.cos(angle), _uniform(count, SHIFT_PIXELS * pixel)]
    maps = torch.stack([torch.stack(row_x, 1), torch.stack(row_y, 1)], 1)
    grid = F.affine_grid(maps, list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, align_corners=False)


def vary_stroke(images: torch.Tensor) -> torch.Tensor:
    """Blends each image with its grey dilation (thicker) or erosion (thinner).

    Pens on a canvas draw strokes of other widths than the scanned ones. The
    blend goes up to 0.9 of a 3 x 3 dilation, 0.4 of an erosion: more would
    break the thinnest scanned strokes.
    """
    thicker = F.max_pool2d(images, 3, 1, 1)
    thinner = -F.max_pool2d(-images, 3, 1, 1)
    amount = torch.rand(len(images), 1, 1, 1) * 1.3 - 0.4
    grown = images + amount.clamp(min=0) * (thicker - images)
    return grown + (-amount).clamp(min=0) * (thinner - images)


def garments(images: torch.Tensor, shift_pixels: int) -> torch.Tensor:
    """Mirrors half of the images and shifts the batch by up to `shift_pixels`."""
    mirrored = torch.rand(len(images)) < 0.5
    images = images.clone()
    images[mirrored] = images[mirrored].flip(3)
    down, across = torch.randint(-shift_pixels, shift_pixels + 1, (2,)).tolist()
    return torch.roll(images, (down, across), (2, 3))
