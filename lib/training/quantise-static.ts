/**
 * Static int8 quantisation in the QDQ form: QuantizeLinear and DequantizeLinear
 * around each operator, with scales fixed beforehand from training images.
 *
 * The graph still reads as a float graph; a runtime that recognises the pattern
 * replaces "dequantise, operate, quantise" by one integer operator (QLinearConv,
 * QLinearAdd, QGemm ...). The shape of the pattern therefore decides the speed:
 * - A ReLU vanishes: its output is quantised with zero point 0, and unsigned
 *   steps cannot go below zero, so quantising already cuts off what is negative.
 * - MaxPool and Flatten keep the scale of their input and become integer-only.
 * - Gemm returns float, so that the softmax sees unrounded logits.
 *
 * https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
 */
import { calibrate, type Range } from './calibrate';
import type { Split } from './idx';
import { type Constant, type FloatModel, type GraphNode, integerAttribute, writeModel } from './onnx-graph';
import { quantiseWeights } from './quantise-weights';

/** value = (step - zeroPoint) * scale, with steps 0..255. */
interface Steps {
  readonly scale: number;
  readonly zeroPoint: number;
}

const LARGEST_STEP = 255;
const WEIGHTED = new Set(['Conv', 'Gemm']);
const QUANTISED = new Set(['Conv', 'Gemm', 'Add', 'MaxPool', 'GlobalAveragePool', 'Flatten']);
const SCALE_KEEPING = new Set(['MaxPool', 'Flatten']);
/** Pixels are k / 255 with k = 0..255: one step a grey level, no loss at all. */
const PIXEL_RANGE: Range = { low: 0, high: 1 };

/** Quantises a float model, calibrated on the given training images. */
export async function quantiseStatic(model: FloatModel, images: Split): Promise<Uint8Array> {
  const nodes = withoutRelu(model.nodes);
  const observed = nodes.filter((node) => QUANTISED.has(node.operator) && node.operator !== 'Gemm').map(outputOf);
  const ranges = await calibrate(model, observed, images);
  ranges.set(model.inputName, PIXEL_RANGE);

  const steps = new Map<string, Steps>();
  const graph = new QuantisedGraph(steps);
  graph.quantise(model.inputName, ranges);
  for (const node of nodes) {
    if (!QUANTISED.has(node.operator)) {
      graph.nodes.push(node);
      continue;
    }
    const inputs = WEIGHTED.has(node.operator) ? graph.weightedInputs(node, model) : node.inputs.map(dequantisedName);
    graph.nodes.push({ ...node, inputs });
    if (node.operator === 'Gemm') continue;
    const kept = SCALE_KEEPING.has(node.operator) ? steps.get(node.inputs[0] ?? '') : undefined;
    graph.quantise(outputOf(node), ranges, kept);
  }
  return writeModel(model, graph.nodes, graph.constants);
}

class QuantisedGraph {
  readonly nodes: GraphNode[] = [];
  readonly constants: Constant[] = [];

  constructor(private readonly steps: Map<string, Steps>) {}

  /** Adds the pair QuantizeLinear, DequantizeLinear behind a value. */
  quantise(value: string, ranges: ReadonlyMap<string, Range>, kept?: Steps): void {
    const chosen = kept ?? stepsFor(ranges.get(value));
    this.steps.set(value, chosen);
    const scale = this.constant(`${value}.scale`, [], Float32Array.of(chosen.scale));
    const zeroPoint = this.constant(`${value}.zero`, [], Uint8Array.of(chosen.zeroPoint));
    const quantised = `${value}.quantised`;
    this.nodes.push(
      node('QuantizeLinear', [value, scale, zeroPoint], quantised),
      node('DequantizeLinear', [quantised, scale, zeroPoint], dequantisedName(value)),
    );
  }

  /**
   * Stores weights as int8 and the bias as int32, each behind a DequantizeLinear
   * with one scale a channel. The bias takes the scale of the sums it is added
   * to, input scale times weight scale, as integer operators demand.
   */
  weightedInputs({ inputs }: GraphNode, model: FloatModel): string[] {
    const [activation = '', weightName = '', biasName = ''] = inputs;
    const weight = model.constants.get(weightName);
    const bias = model.constants.get(biasName);
    const inputScale = this.steps.get(activation)?.scale;
    if (!weight || !bias || inputScale === undefined) {
      throw new Error(`${weightName}: expected a quantised input, constant weights and a bias`);
    }
    const { steps, scales, channels } = quantiseWeights(weight);
    const biasScales = scales.map((scale) => scale * inputScale);
    const biasSteps = Int32Array.from(bias.values, (value, channel) => Math.round(value / (biasScales[channel] ?? 1)));
    this.dequantisedConstant(weightName, weight.shape, steps, scales, new Int8Array(channels));
    this.dequantisedConstant(biasName, [channels], biasSteps, biasScales, new Int32Array(channels));
    return [activation, weightName, biasName].map(dequantisedName);
  }

  private dequantisedConstant(
    name: string,
    shape: readonly number[],
    steps: Int8Array | Int32Array,
    scales: Float32Array,
    zeroPoints: Int8Array | Int32Array,
  ): void {
    const inputs = [
      this.constant(`${name}.steps`, shape, steps),
      this.constant(`${name}.scale`, [scales.length], scales),
      this.constant(`${name}.zero`, [zeroPoints.length], zeroPoints),
    ];
    this.nodes.push(node('DequantizeLinear', inputs, dequantisedName(name), [integerAttribute('axis', 0)]));
  }

  private constant(name: string, shape: readonly number[], values: Constant['values']): string {
    this.constants.push({ name, shape, values });
    return name;
  }
}

/** Lets the operator before each ReLU give the ReLU's output, and leaves the ReLU out. */
function withoutRelu(nodes: readonly GraphNode[]): GraphNode[] {
  const renamed = new Map<string, string>();
  for (const relu of nodes.filter(({ operator }) => operator === 'Relu')) {
    const [before = ''] = relu.inputs;
    if (nodes.filter(({ inputs }) => inputs.includes(before)).length !== 1) {
      throw new Error(`${before} is used both before and after its ReLU`);
    }
    renamed.set(before, outputOf(relu));
  }
  return nodes
    .filter(({ operator }) => operator !== 'Relu')
    .map((kept) => ({ ...kept, outputs: kept.outputs.map((name) => renamed.get(name) ?? name) }));
}

function stepsFor(range: Range | undefined): Steps {
  if (!range) throw new Error('a value has not been calibrated');
  const scale = Math.fround((range.high - range.low) / LARGEST_STEP) || 1;
  return { scale, zeroPoint: Math.round(-range.low / scale) };
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: GraphNode['attributes'] = [],
): GraphNode {
  return { operator, inputs, outputs: [output], attributes };
}

function dequantisedName(value: string): string {
  return `${value}.dequantised`;
}

function outputOf({ outputs, operator }: GraphNode): string {
  const [output] = outputs;
  if (output === undefined) throw new Error(`${operator} without an output`);
  return output;
}
