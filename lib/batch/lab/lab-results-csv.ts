import type { ModelEntry } from '../../model/manifest';
import type { LabJobResults } from './lab-jobs';

const ROWS_AT_A_TIME = 1024;

/**
 * The answers as CSV (RFC 4180), in pieces of some thousand rows: `sample,label,predicted,probability`, and `correct`
 * where the truth is known. `sample` is the number of the test image, or of the row in the request; classes go by their ids.
 */
export function* labResultsCsv({ outputs, samples }: LabJobResults, model: ModelEntry): Generator<string> {
  const [count = 0, classes = 0] = outputs.shape;
  const nameOf = (index: number) => quoted(model.classes[index] ?? String(index));
  yield `sample,label,predicted,probability${samples ? ',correct' : ''}\r\n`;
  for (let first = 0; first < count; first += ROWS_AT_A_TIME) {
    let text = '';
    for (let row = first; row < Math.min(count, first + ROWS_AT_A_TIME); row++) {
      const { best, probability } = mostProbable(outputs.data, row * classes, classes);
      const label = samples?.label[row];
      const truth = label === undefined ? '' : nameOf(label);
      text += `${samples?.index[row] ?? row},${truth},${nameOf(best)},${shortest(probability)}${samples ? `,${label === best}` : ''}\r\n`;
    }
    yield text;
  }
}

function mostProbable(data: Float32Array, start: number, classes: number): { best: number; probability: number } {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if ((data[start + index] ?? 0) > (data[start + best] ?? 0)) best = index;
  }
  return { best, probability: data[start + best] ?? 0 };
}

/** Nine significant digits bring back the very same 32-bit float. */
function shortest(value: number): string {
  return String(Number(value.toPrecision(9)));
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
