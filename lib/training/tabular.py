"""Builds ONNX graphs for tables: raw features in, two probabilities out.

Everything between is inside the graph, so that every runtime prepares a row
in the same way: nobody has to scale, to fill in or to encode anything.

Operators: https://github.com/onnx/onnx/blob/main/docs/Operators.md (opset 13)
and Operators-ml.md (ai.onnx.ml 1).
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

OPSET = 13
ML_OPSET = 1
ML = "ai.onnx.ml"


class GraphBuilder:
    """Collects nodes and constants; each method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def node(self, operator: str, inputs: list[str], result: str, domain: str = "", **attributes) -> str:
        self.nodes.append(
            helper.make_node(operator, inputs, [result], name=f"{operator}:{result}", domain=domain, **attributes)
        )
        return result

    def fill_missing(self, fill: np.ndarray) -> str:
        """Puts `fill` where a feature is not at least 0: missing values are -1, and NaN passes for missing too."""
        zero = self.constant("zero", np.float32(0))
        known = self.node("GreaterOrEqual", ["features", zero], "known")
        return self.node("Where", [known, "features", self.constant("fill", fill[None])], "filled")

    def design(self, filled: str, design: "Design") -> str:
        """Numbers standardised and cut at 4 standard deviations, categories as one 0 or 1 for each of their values."""
        numbers = self.node("Gather", [filled, self.constant("number.columns", design.numbers)], "numbers", axis=1)
        centred = self.node("Sub", [numbers, self.constant("mean", design.mean[None])], "centred")
        scaled = self.node("Div", [centred, self.constant("deviation", design.deviation[None])], "scaled")
        limits = [self.constant("lowest", np.float32(-LIMIT)), self.constant("highest", np.float32(LIMIT))]
        cut = self.node("Clip", [scaled, *limits], "cut")
        codes = self.node("Gather", [filled, self.constant("code.columns", design.code_columns)], "codes", axis=1)
        same = self.node("Equal", [codes, self.constant("code.values", design.code_values[None])], "same")
        marks = self.node("Cast", [same], "marks", to=TensorProto.FLOAT)
        return self.node("Concat", [cut, marks], "design", axis=1)

    def probabilities(self, log_odds: str) -> str:
        """Log-odds of the second class [batch, 1] to the probabilities of both [batch, 2]."""
        second = self.node("Sigmoid", [log_odds], "second")
        first = self.node("Sub", [self.constant("one", np.float32(1)), second], "first")
        return self.node("Concat", [first, second], "probabilities", axis=1)

    def model(self, name: str, feature_count: int, metadata: dict[str, str]) -> onnx.ModelProto:
        domains = {node.domain for node in self.nodes}
        graph = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", feature_count])],
            [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", 2])],
            self.constants,
        )
        opsets = [helper.make_opsetid("", OPSET)] + ([helper.make_opsetid(ML, ML_OPSET)] if ML in domains else [])
        model = helper.make_model(graph, producer_name="trilane-training", opset_imports=opsets, ir_version=7)
        helper.set_model_props(model, metadata)
        onnx.checker.check_model(model)
        return model


LIMIT = 4


class Design:
    """What `GraphBuilder.design` does, found on filled training rows, and the same in NumPy to train with."""

    def __init__(self, filled: np.ndarray, category_counts: list[int]) -> None:
        """`category_counts`: how many values each feature has, 0 for a number."""
        self.numbers = np.array([at for at, count in enumerate(category_counts) if count == 0], np.int64)
        self.mean = filled[:, self.numbers].mean(0, dtype=np.float64).astype(np.float32)
        self.deviation = filled[:, self.numbers].std(0, dtype=np.float64).astype(np.float32)
        pairs = [(at, code) for at, count in enumerate(category_counts) for code in range(count)]
        self.code_columns = np.array([at for at, _ in pairs], np.int64)
        self.code_values = np.array([code for _, code in pairs], np.float32)

    def of(self, filled: np.ndarray) -> np.ndarray:
        scaled = (filled[:, self.numbers] - self.mean) / self.deviation
        marks = filled[:, self.code_columns] == self.code_values
        return np.hstack([np.clip(scaled, -LIMIT, LIMIT), marks]).astype(np.float32)


def logistic_graph(classifier: LogisticRegression, fill: np.ndarray, design: Design, metadata: dict[str, str]):
    """Logistic regression on the design matrix."""
    builder = GraphBuilder()
    rows = builder.design(builder.fill_missing(fill), design)
    weights = builder.constant("weights", classifier.coef_.T.astype(np.float32))
    intercept = builder.constant("intercept", classifier.intercept_.astype(np.float32))
    builder.probabilities(builder.node("Gemm", [rows, weights, intercept], "log-odds"))
    parameters = str(classifier.coef_.size + classifier.intercept_.size)
    return builder.model("logit", len(fill), {**metadata, "parameters": parameters})


def boosted_graph(classifier: GradientBoostingClassifier, fill: np.ndarray, metadata: dict[str, str]):
    """Boosted trees: one TreeEnsembleRegressor that sums their leaves."""
    builder = GraphBuilder()
    rows = builder.fill_missing(fill)
    trees = [tree for (tree,) in classifier.estimators_]
    prior = classifier.init_.class_prior_[1]
    builder.node(
        "TreeEnsembleRegressor",
        [rows],
        "log-odds",
        domain=ML,
        n_targets=1,
        aggregate_function="SUM",
        post_transform="NONE",
        base_values=[float(np.log(prior / (1 - prior)))],
        **_ensemble(trees, classifier.learning_rate),
    )
    builder.probabilities("log-odds")
    leaves = sum(tree.get_n_leaves() for tree in trees)
    nodes = sum(tree.tree_.node_count for tree in trees)
    facts = {
        "trees": str(len(trees)),
        "leaves": str(leaves),
        "depth": str(max(tree.get_depth() for tree in trees)),
        # A number to compare with in every inner node, a number to add in every leaf.
        "parameters": str(nodes),
    }
    return builder.model("trees", len(fill), {**metadata, **facts})


def _ensemble(trees: list, learning_rate: float) -> dict[str, list]:
    """The trees as parallel lists, one entry a node; leaves hold what they add to the log-odds."""
    nodes: dict[str, list] = {
        f"nodes_{name}": []
        for name in "treeids nodeids featureids modes values truenodeids falsenodeids missing_value_tracks_true".split()
    }
    targets: dict[str, list] = {f"target_{name}": [] for name in "treeids nodeids ids weights".split()}
    for tree_id, estimator in enumerate(trees):
        tree = estimator.tree_
        for node_id in range(tree.node_count):
            is_leaf = tree.children_left[node_id] < 0
            _append(
                nodes,
                treeids=tree_id,
                nodeids=node_id,
                featureids=0 if is_leaf else int(tree.feature[node_id]),
                modes="LEAF" if is_leaf else "BRANCH_LEQ",
                values=0.0 if is_leaf else _threshold(tree.threshold[node_id]),
                truenodeids=0 if is_leaf else int(tree.children_left[node_id]),
                falsenodeids=0 if is_leaf else int(tree.children_right[node_id]),
                missing_value_tracks_true=0,
            )
            if is_leaf:
                weight = float(tree.value[node_id, 0, 0] * learning_rate)
                _append(targets, treeids=tree_id, nodeids=node_id, ids=0, weights=weight)
    return {**nodes, **targets}


def _append(lists: dict[str, list], **values) -> None:
    prefix = next(iter(lists)).split("_")[0]
    for name, value in values.items():
        lists[f"{prefix}_{name}"].append(value)


def _threshold(threshold: float) -> float:
    """scikit-learn compares a float32 with a float64: rounded down, the comparison of two float32 comes out the same."""
    rounded = np.float32(threshold)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded)
