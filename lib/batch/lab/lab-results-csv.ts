import { csvCell } from '../../measure/csv-cell';
import { decoderOf, isClass } from '../../model/answer';
import type { ModelEntry } from '../../model/manifest';
import { shortFloat } from '../rows/short-float';
import type { LabJobResults } from './lab-jobs';

const ROWS_AT_A_TIME = 1024;

/**
 * The answers as CSV (RFC 4180), in pieces of some thousand rows: `sample,label,predicted,probability`, and `correct`
 * where the truth is known; `sample,value` of a model that answers with a value. `sample` is the number of the test sample, or of the row in
 * the request; classes go by their ids.
 */
export function* labResultsCsv({ outputs, samples }: LabJobResults, model: ModelEntry): Generator<string> {
  const [count = 0, width = 0] = outputs.shape;
  const decode = decoderOf(model);
  const nameOf = (index: number) => csvCell(model.classes[index] ?? String(index));
  const lineOf = (row: number): string => {
    const answer = decode(outputs.data.subarray(row * width, (row + 1) * width));
    const sample = samples?.index[row] ?? row;
    if (!isClass(answer)) return `${sample},${shortFloat(answer.value)}\r\n`;
    const { classIndex, probability } = answer;
    const label = samples?.label[row];
    const truth = label === undefined ? '' : nameOf(label);
    const correct = samples ? `,${label === classIndex}` : '';
    return `${sample},${truth},${nameOf(classIndex)},${shortFloat(probability)}${correct}\r\n`;
  };
  yield model.answers === 'value'
    ? 'sample,value\r\n'
    : `sample,label,predicted,probability${samples ? ',correct' : ''}\r\n`;
  for (let first = 0; first < count; first += ROWS_AT_A_TIME) {
    let text = '';
    for (let row = first; row < Math.min(count, first + ROWS_AT_A_TIME); row++) text += lineOf(row);
    yield text;
  }
}
