import { SIM_LANE_IDS } from '../scenario/lanes-schema';
import type { Option } from './option';

const ORDER = { fits: 0, breaks: 1, unplayed: 2 } as const;

/** Those that fit first, the cheapest first; then those that do not, by the number of needs that they break; last, what was not played. */
export function ranked(options: readonly Option[]): readonly Option[] {
  return options.toSorted(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] ||
      a.broken.length - b.broken.length ||
      usdOf(a) - usdOf(b) ||
      SIM_LANE_IDS.indexOf(a.lane) - SIM_LANE_IDS.indexOf(b.lane),
  );
}

/** What cannot be told comes after what can. */
const usdOf = ({ figures }: Option) => figures?.usdPerMillion ?? Number.MAX_VALUE;
