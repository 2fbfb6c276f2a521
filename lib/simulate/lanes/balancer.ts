import type { Draw } from '../random/draws';
import type { Online } from '../scenario/lanes-schema';
import type { Servers } from './servers';

const UNIT = 2.3283064365386963e-10;

/** Chooses the server of the next request among those that are up; there is at least one. */
export type Balancer = (request: number, attempt: number) => number;

export function createBalancer(balancing: Online['balancing'], servers: Servers, draw: Draw): Balancer {
  const any = (bits: number, count: number) => Math.floor(bits * UNIT * count);
  const load = (index: number) => servers.outstanding[servers.up[index] as number] as number;
  let turn = -1;
  const inTurn = () => {
    turn = (turn + 1) % servers.upCount;
    return turn;
  };
  const choose: Record<Exclude<Online['balancing'], 'shared-queue'>, Balancer> = {
    random: (request, attempt) => any(draw(request, 2 * attempt), servers.upCount),
    'round-robin': inTurn,
    // Of those with the fewest, the next one in turn.
    'least-outstanding': () => {
      const first = inTurn();
      let best = first;
      for (let step = 1; step < servers.upCount; step++) {
        const index = (first + step) % servers.upCount;
        if (load(index) < load(best)) best = index;
      }
      return best;
    },
    'two-choices': (request, attempt) => {
      const one = any(draw(request, 2 * attempt), servers.upCount);
      if (servers.upCount === 1) return one;
      const other = (one + 1 + any(draw(request, 2 * attempt + 1), servers.upCount - 1)) % servers.upCount;
      return load(other) < load(one) ? other : one;
    },
  };
  if (balancing === 'shared-queue') return () => 0;
  const chosen = choose[balancing];
  return (request, attempt) => servers.up[chosen(request, attempt)] as number;
}
