import type { Arrivals, Distribution, ServiceTimes } from './scenario';
import type { Scene } from './scene';

/** What a scene may say, field by field, and what its value is. Its words are in the catalogue under `exerciseScenes.fields`. */
export const SCENE_FIELDS = {
  arrivals: 'arrivals',
  requests: 'count',
  'clients-count': 'count',
  'clients-requestBytes': 'bytes',
  'clients-answerBytes': 'bytes',
  'network-roundTripMs': 'times',
  'network-upMbps': 'megabits',
  'network-downMbps': 'megabits',
  'online-servers': 'count',
  'online-balancing': 'balancing',
  'online-serviceMs': 'times',
  'online-queueMost': 'count',
  'online-deadlineMs': 'time',
  'online-client-timeoutMs': 'time',
  'online-client-retries': 'count',
  'online-client-backoffMs': 'time',
  'online-failures-everyMs': 'time',
  'online-failures-repairMs': 'time',
  'online-autoscaling-least': 'count',
  'online-autoscaling-most': 'count',
  'online-autoscaling-everyMs': 'time',
  'online-autoscaling-targetUtilisation': 'share',
  'online-autoscaling-startUpMs': 'time',
  'online-autoscaling-coolDownMs': 'time',
  'batch-everyMs': 'time',
  'batch-cron': 'cron',
  'batch-workers': 'count',
  'batch-serviceMs': 'times',
  'batch-batchSize': 'count',
  'batch-chunkItems': 'count',
  'batch-chunkMs': 'time',
  'edge-serviceMs': 'times',
  'edge-modelBytes': 'bytes',
  'edge-startUpMs': 'time',
  'cache-items': 'count',
  'cache-hitShare': 'share',
  'cache-lookupMs': 'time',
} as const;
export type SceneFieldName = keyof typeof SCENE_FIELDS;
export type SceneValue = Arrivals | Distribution | ServiceTimes | string | number | boolean | null;

/** A field with its value in each scene; `undefined` where a scene does not say it. */
export interface SceneField {
  readonly name: SceneFieldName;
  readonly values: readonly (SceneValue | undefined)[];
}

/** What is no part of the case: how it is counted, and what has no value to tell. */
const UNTOLD: readonly string[] = ['version', 'seed', 'warmUp', 'name', 'share'];

/**
 * What some scenes have in common, and what differs, in the order of `SCENE_FIELDS`.
 * @throws RangeError for a field that has no words
 */
export function fieldsOfScenes(scenes: readonly Pick<Scene, 'scenario'>[]): {
  readonly shared: readonly SceneField[];
  readonly varied: readonly SceneField[];
} {
  const told = scenes.map(({ scenario }) => new Map(leavesOf(scenario, [])));
  const names = Object.keys(SCENE_FIELDS) as SceneFieldName[]; // its keys are that type
  const known: readonly string[] = names;
  const wordless = told.flatMap((fields) => [...fields.keys()].filter((name) => !known.includes(name)));
  if (wordless.length > 0) throw new RangeError(`There are no words for ${wordless.join(', ')}.`);
  const fields = names
    .map((name) => ({ name, values: told.map((values) => values.get(name)) }))
    .filter(({ values }) => values.some((value) => value !== undefined));
  const isShared = ({ values }: SceneField) => new Set(values.map((value) => JSON.stringify(value))).size === 1;
  return { shared: fields.filter(isShared), varied: fields.filter((field) => !isShared(field)) };
}

type Leaf = readonly [name: string, value: SceneValue];

/** Arrivals and distributions, which name their kind, are told as one. */
function leavesOf(value: unknown, path: readonly string[]): Leaf[] {
  if (typeof value !== 'object' || value === null || 'kind' in value) return [[nameOf(path), value as SceneValue]];
  return Object.entries(value)
    .filter(([step]) => !UNTOLD.includes(step))
    .flatMap(([step, inner]) => leavesOf(inner, [...path, step]));
}

const isLane = (step: string | undefined) => step === 'online' || step === 'batch';

/** `lanes.online.servers` is "online-servers", and so is that of a hybrid; of its own it has "cache-hitShare". */
function nameOf(path: readonly string[]): string {
  const [first, second, third, ...rest] = path;
  if (first === 'clients' && second === 'classes') return rest.join('-');
  if (first !== 'lanes') return path.join('-');
  if (second !== 'cacheThenOnline') return path.slice(1).join('-');
  return isLane(third) ? path.slice(2).join('-') : ['cache', ...path.slice(2)].join('-');
}
