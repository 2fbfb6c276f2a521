/**
 * Dynamic int8 quantisation: weights are stored as int8, and the scale of each
 * activation is found anew in every run (DynamicQuantizeLinear).
 *
 * As small as the static form and needs no calibration, which makes it
 * tempting. But for convolutions the runtime has only the plain ConvInteger:
 * no fused pattern, and every layer scans and converts its whole input first.
 * It is several times slower than float, and since one scale serves a whole
 * batch, an image's answer depends on the images beside it.
 */
import {
  type Constant,
  FLOAT_TYPE,
  type FloatConstant,
  type FloatModel,
  type GraphNode,
  integerAttribute,
  writeModel,
} from './onnx-graph';
import { quantiseWeights } from './quantise-weights';

const INTEGER_OPERATOR = new Map([
  ['Conv', 'ConvInteger'],
  ['Gemm', 'MatMulInteger'],
]);

/** Quantises the convolutions and linear layers of a float model; the rest stays float. */
export function quantiseDynamic(model: FloatModel): Uint8Array {
  const nodes: GraphNode[] = [];
  const constants: Constant[] = [];
  const quantised = new Set<string>();
  for (const node of model.nodes) {
    const integerOperator = INTEGER_OPERATOR.get(node.operator);
    if (!integerOperator) {
      nodes.push(node);
      continue;
    }
    const [activation = '', weightName = '', biasName = ''] = node.inputs;
    const weight = model.constants.get(weightName);
    const bias = model.constants.get(biasName);
    const [output] = node.outputs;
    if (!weight || !bias || !output) throw new Error(`${weightName}: expected constant weights, a bias`);

    const steps = `${activation}.steps`;
    const scale = `${activation}.scale`;
    const zero = `${activation}.zero`;
    if (!quantised.has(activation)) {
      quantised.add(activation);
      nodes.push(calculate('DynamicQuantizeLinear', [activation], [steps, scale, zero]));
    }
    const stored = storedWeights(weight, node.operator === 'Gemm');
    const perChannel = node.operator === 'Gemm' ? [1, stored.channels] : [1, stored.channels, 1, 1];
    const scaleName = `${weightName}.scale`;
    constants.push(
      { name: weightName, shape: stored.shape, values: stored.steps },
      { name: scaleName, shape: perChannel, values: stored.scales },
      { name: biasName, shape: perChannel, values: bias.values },
    );
    // output = float(integer sums) * (input scale * weight scale) + bias
    nodes.push(
      {
        operator: integerOperator,
        inputs: [steps, weightName, zero],
        outputs: [`${output}.sums`],
        attributes: node.operator === 'Conv' ? node.attributes : [],
      },
      calculate('Cast', [`${output}.sums`], [`${output}.float`], [integerAttribute('to', FLOAT_TYPE)]),
      calculate('Mul', [scale, scaleName], [`${output}.scale`]),
      calculate('Mul', [`${output}.float`, `${output}.scale`], [`${output}.scaled`]),
      calculate('Add', [`${output}.scaled`, biasName], [output]),
    );
  }
  return writeModel(model, nodes, constants);
}

interface StoredWeights {
  readonly steps: Int8Array;
  readonly scales: Float32Array;
  readonly shape: readonly number[];
  readonly channels: number;
}

/** Gemm stores its weights [outputs, inputs]; MatMulInteger wants [inputs, outputs]. */
function storedWeights(weight: FloatConstant, transpose: boolean): StoredWeights {
  const { steps, scales, channels } = quantiseWeights(weight);
  if (!transpose) return { steps, scales, channels, shape: weight.shape };
  const inputs = steps.length / channels;
  const transposed = Int8Array.from(steps, (_, index) => {
    const channel = index % channels;
    const input = Math.floor(index / channels);
    return steps[channel * inputs + input] ?? 0;
  });
  return { steps: transposed, scales, channels, shape: [inputs, channels] };
}

function calculate(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: GraphNode['attributes'] = [],
): GraphNode {
  return { operator, inputs, outputs, attributes };
}
