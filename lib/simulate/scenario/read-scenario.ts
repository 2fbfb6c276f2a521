import type { z } from 'zod';
import { TrilaneError } from '../../errors';
import { readCron } from '../../wire/cron/read-cron';
import { faultWords, fieldName } from './fault-words';
import { MOST_EXACT_REQUESTS } from './limits';
import { type Scenario, scenario } from './scenario';

export interface FieldFault {
  /** Such as `lanes.online.servers`; empty for the whole. */
  readonly field: string;
  readonly fault: string;
}

export type ReadScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** So many faults are told one by one: nobody reads more, and a hostile file may hold millions. */
const MOST_FAULTS = 50;

/** Checks all fields of a scenario, and tells what is wrong with each of them, at once. @param value of JSON, from anywhere */
export function readScenario(value: unknown): ReadScenario {
  const read = scenario.safeParse(value, { reportInput: true });
  if (!read.success) return { ok: false, faults: told(read.error.issues.flatMap(faultsOf)) };
  const faults = contradictions(read.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, scenario: read.data };
}

/** One fault a field: of several limits that a value breaks, the last is the nearest. */
function told(faults: readonly FieldFault[]): FieldFault[] {
  const byField = [...new Map(faults.map((one) => [one.field, one])).values()];
  if (byField.length <= MOST_FAULTS) return byField;
  const more = (byField.length - MOST_FAULTS).toLocaleString('en');
  return [...byField.slice(0, MOST_FAULTS), { field: '', fault: `has ${more} more faults, which are not listed` }];
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldName([...issue.path, key]), fault: 'there is no such field' }));
  }
  return [{ field: fieldName(issue.path), fault: faultWords(issue) }];
}

/** What each field may hold by itself, but not together. */
function contradictions({ lanes, clients, arrivals, requests, replications, warmUp }: Scenario): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (field: string, fault: string) => faults.push({ field, fault });
  for (const [field, batch] of [
    ['lanes.batch', lanes.batch],
    ['lanes.cacheThenOnline.batch', lanes.cacheThenOnline?.batch],
  ] as const) {
    if (batch?.cron == null) continue;
    try {
      readCron(batch.cron);
    } catch (thrown) {
      add(`${field}.cron`, thrown instanceof TrilaneError ? thrown.message : 'cannot be read');
    }
  }
  for (const [field, online] of [
    ['lanes.online', lanes.online],
    ['lanes.edgeThenOnline.online', lanes.edgeThenOnline?.online],
    ['lanes.cacheThenOnline.online', lanes.cacheThenOnline?.online],
    ['lanes.cascade.small', lanes.cascade?.small],
    ['lanes.cascade.big', lanes.cascade?.big],
  ] as const) {
    if (!online?.autoscaling) continue;
    const { least, most } = online.autoscaling;
    if (online.servers < least || online.servers > most) {
      add(`${field}.servers`, `must be from autoscaling.least to autoscaling.most (${least} to ${most})`);
    }
  }
  if ((lanes.edge || lanes.edgeThenOnline) && !clients)
    add('clients', 'must be given for the edge lane: it runs on them');
  if (arrivals.kind === 'closed' && clients && arrivals.users > clients.count) {
    add('arrivals.users', `must not be more than clients.count (${clients.count})`);
  }
  if (arrivals.kind === 'closed' && lanes.cacheThenOnline) {
    add('arrivals.kind', 'a closed loop cannot be played into cacheThenOnline');
  }
  if (warmUp !== 'found' && warmUp >= requests) add('warmUp', `must be less than requests (${requests})`);
  if (requests > MOST_EXACT_REQUESTS) {
    for (const id of ['edgeThenOnline', 'cacheThenOnline', 'cascade'] as const) {
      if (lanes[id]) add('requests', `must not be more than ${MOST_EXACT_REQUESTS} with lanes.${id}`);
    }
    if (arrivals.kind === 'bursts') add('requests', `must not be more than ${MOST_EXACT_REQUESTS} in bursts`);
  }
  if (replications > 1 && requests * replications > MOST_EXACT_REQUESTS) {
    const most = Math.max(1, Math.floor(MOST_EXACT_REQUESTS / requests));
    add('replications', `must not be more than ${most} with so many requests`);
  }
  return faults;
}
