"""Three convolutional networks for 28 x 28 grey images: tiny, mid and big.

All take [batch, 1, 28, 28] with values in 0..1 and return ten logits. They
differ in work by three orders of magnitude (0.3, 44 and 232 million
floating-point operations an image), so that the cost of computing an answer
can be weighed against the cost of fetching it.

Every convolution is followed by batch normalisation, which the ONNX exporter
folds into the convolution: the exported graphs hold Conv, Relu, Add, MaxPool,
GlobalAveragePool, Flatten, Gemm and Softmax only.
"""

import torch
from torch import nn
from torch.nn import functional as F

CLASSES = 10


def convolution(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """3 x 3 convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


class Residual(nn.Module):
    """Two 3 x 3 convolutions with a shortcut around them (He et al., 2015)."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1):
        super().__init__()
        self.first = convolution(inputs, outputs, stride)
        self.second = nn.Sequential(
            nn.Conv2d(outputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs)
        )
        self.shortcut = nn.Identity()
        if inputs != outputs or stride != 1:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(self.second(self.first(x)) + self.shortcut(x))


def tiny() -> nn.Sequential:
    """Three strided convolutions and a linear layer; 11 thousand parameters."""
    return nn.Sequential(
        convolution(1, 8, 2),
        convolution(8, 16, 2),
        convolution(16, 32, 2),
        nn.Flatten(),
        nn.Linear(32 * 4 * 4, CLASSES),
    )


def mid(width: int = 32) -> nn.Sequential:
    """Five convolutions, two max-poolings; 140 thousand parameters."""
    return nn.Sequential(
        convolution(1, width),
        convolution(width, width),
        nn.MaxPool2d(2),
        convolution(width, 2 * width),
        convolution(2 * width, 2 * width),
        nn.MaxPool2d(2),
        convolution(2 * width, 4 * width),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(4 * width, CLASSES),
    )


def big(width: int = 48) -> nn.Sequential:
    """A small residual network of nine 3 x 3 convolutions; 860 thousand parameters."""
    return nn.Sequential(
        convolution(1, width),
        Residual(width, width),
        Residual(width, 2 * width, 2),
        Residual(2 * width, 2 * width),
        Residual(2 * width, 4 * width, 2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(4 * width, CLASSES),
    )


NETWORKS = {"tiny": tiny, "mid": mid, "big": big}


def parameter_count(network: nn.Module) -> int:
    """Trainable parameters, as stored after batch normalisation is folded away."""
    folded = 0
    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            outputs = layer.weight.shape[0]
            folded += layer.weight.numel() + outputs
    return folded


def mega_flops(network: nn.Module) -> float:
    """Millions of floating-point operations for one image.

    A multiplication and an addition count as two; only convolutions and
    linear layers are counted, as is usual (the rest is below one per cent).
    """
    total = 0

    def count(layer: nn.Module, _inputs: object, output: torch.Tensor) -> None:
        nonlocal total
        per_output = layer.weight[0].numel()
        total += 2 * output.numel() * per_output

    counted = (nn.Conv2d, nn.Linear)
    hooks = [m.register_forward_hook(count) for m in network.modules() if isinstance(m, counted)]
    network.eval()
    with torch.no_grad():
        network(torch.zeros(1, 1, 28, 28))
    for hook in hooks:
        hook.remove()
    return total / 1e6
