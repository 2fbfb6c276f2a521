"""Exports a trained network to ONNX, free of dates and paths."""

import io
from collections import Counter

import onnx
import torch
from torch import nn

from networks import mega_flops, parameter_count

# The first version with quantisation by channel, which the int8 versions need.
OPSET = 13


def to_onnx(network: nn.Module, name: str, metadata: dict[str, str]) -> onnx.ModelProto:
    """The network with a softmax behind it, as an ONNX model that states its own facts."""
    model_with_softmax = nn.Sequential(network, nn.Softmax(1)).eval()
    file = io.BytesIO()
    torch.onnx.export(
        model_with_softmax,
        torch.zeros(2, 1, 28, 28),
        file,
        opset_version=OPSET,
        input_names=["image"],
        output_names=["probabilities"],
        dynamic_axes={"image": {0: "batch"}, "probabilities": {0: "batch"}},
    )
    model = onnx.load_from_string(file.getvalue())
    model.producer_name, model.producer_version, model.doc_string = "trilane-training", "", ""
    model.graph.name, model.graph.doc_string = name, ""
    _name_by_operator(model.graph)
    facts = {
        "parameters": str(parameter_count(network)),
        "megaFlops": f"{mega_flops(network):.3f}",
    }
    onnx.helper.set_model_props(model, {**metadata, **facts})
    onnx.checker.check_model(model)
    return model


def _name_by_operator(graph: onnx.GraphProto) -> None:
    """Names nodes and values after their operator and place: conv1, conv1.weight, relu1 ..."""
    kept = {value.name for value in (*graph.input, *graph.output)}
    constants = {constant.name for constant in graph.initializer}
    renamed: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for node in graph.node:
        operator = node.op_type.lower()
        counts[operator] += 1
        node.name, node.doc_string = f"{operator}{counts[operator]}", ""
        for role, value in zip(("weight", "bias"), (v for v in node.input if v in constants)):
            renamed[value] = f"{node.name}.{role}"
        if node.output[0] not in kept:
            renamed[node.output[0]] = node.name
        node.input[:] = [renamed.get(value, value) for value in node.input]
        node.output[:] = [renamed.get(value, value) for value in node.output]
    for constant in graph.initializer:
        constant.name = renamed[constant.name]
