import { TrilaneError } from '../errors';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import { findModel, findVersion } from '../model';
import { createWorkload } from '../workload/workload';
import { breathe, PIECE } from './breathe';
import { checksumOf } from './json-pieces';
import { COLUMN_IDS, COLUMNS, OPTIONAL_COLUMNS } from './run-columns';
import { RUN_VERSION, type RunDocument, runEnvelope } from './run-schema';

/** About two million measurements. A text that is much longer no browser holds in one piece (V8: 536 million characters). */
export const LONGEST_TEXT = 400_000_000;

/**
 * Whether a file of this size can be opened (again).
 * @param length characters, or bytes: there are no fewer
 * @throws TrilaneError `file-too-large`
 */
export function requireOpenable(length: number): void {
  if (length <= LONGEST_TEXT) return;
  const millions = Math.ceil(length / 1e6);
  throw new TrilaneError('file-too-large', `It has ${millions} MB; ${LONGEST_TEXT / 1e6} MB is the most.`);
}

export interface ParsedRun {
  readonly document: RunDocument;
  /** Its checksum does not fit: somebody changed it after it was written. Not a seal: who wants to can make it fit again. */
  readonly altered: boolean;
}

/**
 * Reads a run document. Checked in pieces: a page stays awake meanwhile.
 * @throws TrilaneError `unreadable-run` with the place that is wrong, `file-too-large`, `newer-schema`, `unknown-model`, `unknown-version`
 */
export async function parseRun(text: string): Promise<ParsedRun> {
  return checkRun(await readJson(text));
}

/** The same of JSON that was read already. */
export async function checkRun(raw: unknown): Promise<ParsedRun> {
  requireSchema(raw, 'run', RUN_VERSION);
  const envelope = runEnvelope.safeParse(raw);
  if (!envelope.success) refuse(inWords(envelope.error.issues[0]?.path ?? [], envelope.error.issues[0]?.message ?? ''));
  const document = envelope.data as unknown as RunDocument;
  const { phase, setup, workload, repeats } = document;
  for (const target of [setup, ...repeats.flatMap(({ lanes }) => lanes.map((lane) => lane.target))])
    findVersion(target);
  const sampleCount = findModel(setup.modelId).samples.count;
  // Before the workload is made: it would take as long as the file says.
  if (workload.sampleCount > sampleCount)
    refuse(inWords(['workload', 'sampleCount'], `${setup.modelId} comes with only ${sampleCount} samples`));
  const planned = createWorkload(workload).count;
  checkLanes(document);
  for (const [index, { lanes }] of repeats.entries()) {
    const ids = lanes.map(({ id, mode }) => id ?? mode);
    const twice = ids.findIndex((id, place) => ids.indexOf(id) < place);
    if (twice >= 0) refuse(inWords(['repeats', index, 'lanes', twice], `the lane "${ids[twice]}" is there twice`));
    for (const [place, { measurements }] of lanes.entries()) {
      const path = ['repeats', index, 'lanes', place, 'measurements'];
      await checkColumns(measurements, path);
      checkItems(measurements, planned, sampleCount, path);
      if (phase === 'stopped' && measurements.item.length > 0)
        refuse(inWords(['phase'], 'a run that was stopped before timing has no measurements'));
    }
  }
  const { checksum, ...rest } = raw;
  return { document, altered: (await checksumOf(rest)) !== checksum };
}

/** @throws TrilaneError `unreadable-run`, `file-too-large` */
export async function readJson(text: string): Promise<unknown> {
  requireOpenable(text.length);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TrilaneError('unreadable-run', 'It is not readable JSON.', { cause });
  } finally {
    await breathe();
  }
}

/** Whether it says by its schema what it is. */
export const hasSchema = (raw: unknown, kind: 'run' | 'study'): raw is Readonly<Record<string, unknown>> =>
  isObject(raw) && typeof raw.schema === 'string' && new RegExp(`^/schemas/${kind}\\.v\\d+\\.json$`).test(raw.schema);

/** @throws TrilaneError `unreadable-run`, `newer-schema` */
export function requireSchema(
  raw: unknown,
  kind: 'run' | 'study',
  version: number,
): asserts raw is Readonly<Record<string, unknown>> {
  if (!hasSchema(raw, kind))
    refuse('It does not say that it is a run or a study: "schema" is not that of an exported one.');
  if (typeof raw.version === 'number' && raw.version > version)
    throw new TrilaneError(
      'newer-schema',
      `The file is of version ${raw.version}; this Trilane reads up to version ${version}.`,
    );
}

async function checkColumns(
  measurements: Readonly<Record<string, readonly unknown[] | undefined>>,
  path: Path,
): Promise<void> {
  const length = measurements.item?.length ?? 0;
  if (length > SETUP_LIMITS.count.max)
    refuse(inWords(path, `${length} measurements are more than the ${SETUP_LIMITS.count.max} of one lane`));
  for (const id of COLUMN_IDS) {
    const column = measurements[id];
    if (!column && id in OPTIONAL_COLUMNS) continue;
    if (!column) return refuse(inWords([...path, id], 'it is missing'));
    if (column.length !== length)
      refuse(inWords([...path, id], `it has ${column.length} entries, and "item" has ${length}`));
    const cell = COLUMNS[id];
    for (let index = 0; index < length; index++) {
      const checked = cell.safeParse(column[index]);
      if (!checked.success) refuse(inWords([...path, id, index], checked.error.issues[0]?.message ?? ''));
      if (index % PIECE === PIECE - 1) await breathe();
    }
  }
}

/** Where there is nothing to show, there is nothing to open. */
function checkLanes({ repeats }: RunDocument): void {
  const empty = repeats.findIndex(({ lanes }) => lanes.length === 0);
  if (repeats.length === 0 || empty >= 0)
    refuse(inWords(repeats.length === 0 ? ['repeats'] : ['repeats', empty, 'lanes'], 'there is no lane in it'));
}

/** What the page took to take notice of an answer is taken off its end: rounding may make a hair more of it. */
const HAIR_MS = 1;

/** Every item once at the most, none the workload does not hold, and none that is over before it began. */
function checkItems(
  { item, sample, startedMs, finishedMs }: RunDocument['repeats'][number]['lanes'][number]['measurements'],
  planned: number,
  samples: number,
  path: Path,
): void {
  const seen = new Uint8Array(planned);
  for (const [index, position] of item.entries()) {
    if (position >= planned)
      refuse(
        inWords([...path, 'item', index], `${position} is past the end of the workload, which has ${planned} items`),
      );
    if (seen[position]) refuse(inWords([...path, 'item', index], `item ${position} is there twice`));
    seen[position] = 1;
    if ((sample[index] ?? 0) >= samples)
      refuse(inWords([...path, 'sample', index], `there are only ${samples} samples`));
    if ((finishedMs[index] ?? 0) < (startedMs[index] ?? 0) - HAIR_MS)
      refuse(inWords([...path, 'finishedMs', index], 'it is before it was started'));
  }
}

type Path = readonly PropertyKey[];

/** `repeats[0].lanes[1].status: …` */
export function inWords(path: Path, what: string): string {
  const place = path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`));
  return `At ${place.join('') || 'the top'}: ${what}.`;
}

export function refuse(detail: string): never {
  throw new TrilaneError('unreadable-run', detail);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
