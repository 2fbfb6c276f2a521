import 'server-only';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrilaneError } from '../../errors';
import { LEVELS } from '../concepts';
import { type Scenario, scenario } from '../content';

/** The language whose folder is read; a translation is a folder beside it, chosen here. */
const FOLDER = join(process.cwd(), 'lib/exercises/content/en/scenarios');

/** All scenario cards with their keys, the easy ones first. @throws TrilaneError `malformed-request` where a file is not as its schema says */
export async function readScenarios(): Promise<readonly Scenario[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
  const scenarios = await Promise.all(files.map(readScenario));
  return LEVELS.flatMap((level) => scenarios.filter((each) => each.level === level));
}

async function readScenario(file: string): Promise<Scenario> {
  const read = scenario.safeParse(JSON.parse(await readFile(join(FOLDER, file), 'utf8')));
  if (!read.success) throw new TrilaneError('malformed-request', `${file}: ${read.error.message}`);
  if (`${read.data.id}.json` !== file)
    throw new TrilaneError('malformed-request', `${file} calls itself ${read.data.id}.`);
  return read.data;
}
