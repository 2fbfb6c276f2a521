import type { Draw } from '../random/draws';
import { serviceSampler } from '../random/sampler';
import type { Batch } from '../scenario/lanes-schema';

/** Calls of a chunk that are drawn one by one; the time of further ones is in proportion. */
const MOST_CALLS_DRAWN = 1000;

/** How long a try of a chunk takes, ms. @param first the item that its first call draws by */
export type ChunkTime = (first: number, items: number, attempt: number) => number;

/** @param draw of service times */
export function chunkTime({ batchSize, chunkMs, serviceMs: spec }: Batch, draw: Draw): ChunkTime {
  const serviceMs = serviceSampler(spec);
  return (first, items, attempt) => {
    const full = Math.floor(items / batchSize);
    const drawn = Math.min(full, MOST_CALLS_DRAWN);
    let ms = 0;
    for (let call = 0; call < drawn; call++) ms += serviceMs(draw(first + call * batchSize, attempt), batchSize);
    if (drawn > 0) ms *= full / drawn;
    const rest = items - full * batchSize;
    if (rest > 0) ms += serviceMs(draw(first + full * batchSize, attempt), rest);
    return chunkMs + ms;
  };
}
