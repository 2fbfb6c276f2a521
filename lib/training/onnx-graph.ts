/**
 * A thin, typed layer over the ONNX protobuf classes: reading a model, taking
 * its constants as typed arrays, and building new nodes and constants.
 *
 * Format: https://github.com/onnx/onnx/blob/main/docs/IR.md
 */
import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;

type AttributeProto = onnxProto.onnx.IAttributeProto;
type ModelProto = onnxProto.onnx.IModelProto;
type TensorProto = onnxProto.onnx.ITensorProto;

export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly AttributeProto[];
}

/** A constant ("initializer") of the graph; the array type is the element type. */
export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int8Array | Uint8Array | Int32Array;
}

export interface FloatConstant extends Constant {
  readonly values: Float32Array;
}

/** A float model taken apart: one input, one output, nodes in the order of execution. */
export interface FloatModel {
  readonly proto: ModelProto;
  readonly inputName: string;
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, FloatConstant>;
}

/** Takes a model file apart. Throws where it is not a float model with a single input. */
export function readFloatModel(content: Uint8Array): FloatModel {
  const proto = onnx.ModelProto.decode(content);
  const graph = proto.graph;
  const input = graph?.input?.[0]?.name;
  if (!graph || !input || graph.input?.length !== 1) {
    throw new Error('expected a model with exactly one input');
  }
  const constants = (graph.initializer ?? []).map(readFloatConstant);
  return {
    proto,
    inputName: input,
    nodes: (graph.node ?? []).map((node) => ({
      operator: node.opType ?? '',
      inputs: node.input ?? [],
      outputs: node.output ?? [],
      attributes: node.attribute ?? [],
    })),
    constants: new Map(constants.map((constant) => [constant.name, constant])),
  };
}

/** The model with other nodes and constants; everything else (input, output, metadata) is kept. */
export function writeModel(model: FloatModel, nodes: readonly GraphNode[], constants: readonly Constant[]): Uint8Array {
  const graph = onnx.GraphProto.create({
    ...model.proto.graph,
    node: nodes.map((node) => ({
      name: `${node.operator}:${node.outputs[0]}`,
      opType: node.operator,
      input: [...node.inputs],
      output: [...node.outputs],
      attribute: [...node.attributes],
    })),
    initializer: constants.map(writeConstant),
    valueInfo: [],
  });
  const proto = { ...model.proto, producerName: 'trilane-quantise', graph };
  return onnx.ModelProto.encode(proto).finish();
}

/** The same model with inner values as additional outputs, to observe them. */
export function exposeValues(model: FloatModel, names: readonly string[]): Uint8Array {
  const type = { tensorType: { elemType: DataType.FLOAT } };
  const outputs = names.map((name) => ({ name, type }));
  const graph = onnx.GraphProto.create({
    ...model.proto.graph,
    output: [...(model.proto.graph?.output ?? []), ...outputs],
  });
  return onnx.ModelProto.encode({ ...model.proto, graph }).finish();
}

/** What the model says about itself, e.g. seed and parameters. */
export function readMetadata(content: Uint8Array): ReadonlyMap<string, string> {
  const entries = onnx.ModelProto.decode(content).metadataProps ?? [];
  return new Map(entries.map((entry) => [entry.key ?? '', entry.value ?? '']));
}

export function integerAttribute(name: string, value: number): AttributeProto {
  return { name, type: AttributeType.INT, i: value };
}

/** The element type "float" as the `to` attribute of Cast names it. */
export const FLOAT_TYPE: number = DataType.FLOAT;

function readFloatConstant(tensor: TensorProto): FloatConstant {
  const name = tensor.name ?? '';
  if (tensor.dataType !== DataType.FLOAT || !tensor.rawData) {
    throw new Error(`constant ${name} is not stored as raw float32`);
  }
  // Copied, because a view on the file need not be aligned to four bytes.
  const values = new Float32Array(Uint8Array.from(tensor.rawData).buffer);
  return { name, shape: (tensor.dims ?? []).map(Number), values };
}

function writeConstant({ name, shape, values }: Constant): TensorProto {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, dims: [...shape], dataType: elementType(values), rawData };
}

function elementType(values: Constant['values']): number {
  if (values instanceof Float32Array) return DataType.FLOAT;
  if (values instanceof Int8Array) return DataType.INT8;
  if (values instanceof Uint8Array) return DataType.UINT8;
  return DataType.INT32;
}
