import type { TensorSpec } from '../../model/manifest';
import { elementCount } from '../../model/tensor';
import { type Findings, quote } from './oip-findings';

/** The numbers of a JSON list, flat or nested as the shape; null where they are not that. */
export function numbersOf(data: readonly unknown[], shape: readonly number[]): Float32Array | null {
  const values = new Float32Array(elementCount(shape));
  let filled = 0;
  const fill = (list: readonly unknown[], depth: number): boolean => {
    for (const value of list) {
      if (typeof value === 'number') {
        if (filled >= values.length) return false;
        values[filled++] = value;
      } else if (!Array.isArray(value) || depth >= shape.length || !fill(value, depth + 1)) return false;
    }
    return true;
  };
  const isFull = fill(data, 1) && filled === values.length;
  return isFull && (isFlat(data) || isNestedAs(data, shape, 0)) ? values : null;
}

function isFlat(data: readonly unknown[]): boolean {
  return data.every((value) => typeof value === 'number');
}

function isNestedAs(data: unknown, shape: readonly number[], axis: number): boolean {
  if (axis === shape.length) return typeof data === 'number';
  return (
    Array.isArray(data) && data.length === shape[axis] && data.every((inner) => isNestedAs(inner, shape, axis + 1))
  );
}

/** Deeper than any shape here. */
const DEEPEST = 8;

/**
 * Says why a JSON list is not the numbers of a tensor.
 * @param path where it stands, such as `inputs[0].data`
 * @param shape undefined where that is wrong as well: then only what can be told without it
 */
export function noteWrongData(
  data: readonly unknown[],
  shape: readonly number[] | undefined,
  spec: TensorSpec,
  path: string,
  findings: Findings,
): void {
  let numbers = 0;
  let others = 0;
  let first: { readonly path: string; readonly value: unknown } | undefined;
  const steps: number[] = [];
  const walk = (list: readonly unknown[]) => {
    for (let index = 0; index < list.length; index++) {
      const value = list[index];
      if (typeof value === 'number') numbers += 1;
      else if (Array.isArray(value) && steps.length < DEEPEST) {
        steps.push(index);
        walk(value);
        steps.pop();
      } else {
        others += 1;
        first ??= { path: `${path}${[...steps, index].map((step) => `[${step}]`).join('')}`, value };
      }
    }
  };
  walk(data);
  if (first) {
    const rest = others > 1 ? ` (and ${others - 1} more like it)` : '';
    if (first.value === null) {
      findings.note(
        'not-a-number',
        `"${first.path}" is null${rest}; every value must be a number, also a missing one.`,
      );
    } else {
      findings.note(
        'wrong-datatype',
        `"${first.path}" is ${quote(first.value)}${rest}; ${REMEDY[typeof first.value] ?? WANTED}.`,
      );
    }
  } else if (shape) {
    const wanted = elementCount(shape);
    const nested = `in one flat list or nested as the shape [${shape.join(', ')}]`;
    const trouble = numbers === wanted ? 'is nested otherwise' : `holds ${numbers} numbers`;
    findings.note('wrong-shape', `"${path}" ${trouble}; "${spec.name}" of this shape takes ${wanted}, ${nested}.`);
  }
}

const WANTED = 'every value must be a number';
const REMEDY: Readonly<Record<string, string>> = {
  string: 'send numbers without quotes',
  boolean: 'send 1 or 0 for it',
};
