import { type ErrorReport, reportOf, TrilaneError } from '../../errors';
import { keysOf, type LinkShape } from './link-shape';
import { mendLink } from './mend-link';

export interface LinkReading {
  readonly params: URLSearchParams;
  /** What could not be used, in words; grows with each attempt that fails. */
  readonly problems: ErrorReport[];
  /** @returns what was read; what stands in for it where that throws, and then there is a problem more */
  attempt<T>(fallback: T, read: () => T): T;
}

/**
 * An address, mended, to be read piece by piece. Never throws: keys that are unknown or there twice become problems.
 * @param reader who does not know a key, for words: "the lab"
 */
export function readLink(address: URLSearchParams, shape: LinkShape, reader: string): LinkReading {
  const { params, problems: damages } = mendLink(address, shape);
  const problems: ErrorReport[] = [...damages];
  const known = new Set(keysOf(shape));
  for (const key of new Set(params.keys())) {
    if (!known.has(key))
      problems.push(
        reportOf(new TrilaneError('unknown-parameter', `The link says "${key}", which ${reader} does not know.`)),
      );
    else if (params.getAll(key).length > 1)
      problems.push(
        reportOf(new TrilaneError('malformed-request', `The link says ${key} more than once; the first counts.`)),
      );
  }
  return {
    params,
    problems,
    attempt(fallback, read) {
      try {
        return read();
      } catch (thrown) {
        problems.push(reportOf(thrown));
        return fallback;
      }
    },
  };
}
