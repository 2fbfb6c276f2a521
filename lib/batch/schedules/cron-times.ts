import type { CronLine } from '../../wire/cron/cron-line';
import { nextOnClock } from '../../wire/cron/wall-clock';
import type { TimeZone } from './time-zone';

const SECOND_MS = 1000;
const HOURS_OF_DAY = 24;
/** Clocks are never moved by more than a day. */
const LONGEST_JUMP_MS = 26 * 3_600_000;

/**
 * The first due time after a moment, by the wall clock of a zone and one rule for every zone. A line that names hours is
 * due once for each time it names: one that the clock skips right after the jump (several of them together, once), one
 * that comes twice the first time only. A line for every hour is due whenever the clock shows what it names: in both
 * passes through an hour that comes twice, and not at all in one that is skipped.
 *
 * It depends on nothing but the line, the zone and the moment, so that a series is the same from wherever it is asked for.
 */
export function nextCronTime(line: CronLine, zone: TimeZone, after: Date): Date | null {
  const namesHours = line.hours.length < HOURS_OF_DAY;
  const first = (Math.floor(after.getTime() / SECOND_MS) + 1) * SECOND_MS;
  const before = namesHours ? zone.changeIn(first - LONGEST_JUMP_MS, first) : null;
  let at = first;
  for (let change = before; ; ) {
    if (change !== null) {
      const [ahead, behind] = [zone.offsetMs(change), zone.offsetMs(change - SECOND_MS)];
      // The second pass through what came already is passed over.
      if (namesHours) at = Math.max(at, change + behind - ahead);
      const skipped = namesHours && change >= first ? nextOnClock(line, change + behind) : null;
      if (skipped !== null && skipped < change + ahead) return new Date(change);
    }
    const offset = zone.offsetMs(at);
    const shown = nextOnClock(line, at + offset);
    if (shown === null) return null;
    change = zone.changeIn(at, shown - offset);
    if (change === null) return new Date(shown - offset);
    at = change;
  }
}
