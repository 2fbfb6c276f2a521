import type pg from 'pg';
import { log } from '../processes/log';

/** What somebody hears of each query: how long it took from the call to its answer, its wait for others on its connection included, ms. */
export type OnQuery = (durationMs: number) => void;

/** A query that takes longer is reported, ms; `TRILANE_SLOW_QUERY_MS` sets another time. */
const SLOW_MS = 1000;
const LONGEST_TEXT = 300;

/** Times every query of a connection, whoever makes it and however (callback or promise); the slow ones are reported. */
export function timeQueries(client: Pick<pg.ClientBase, 'query'>, onQuery: OnQuery = () => {}): void {
  const slowMs = slowFrom(process.env.TRILANE_SLOW_QUERY_MS);
  const query = client.query.bind(client) as (...parts: unknown[]) => unknown;
  const timed = (...parts: unknown[]) => {
    const startMs = performance.now();
    const note = () => {
      const durationMs = performance.now() - startMs;
      onQuery(durationMs);
      if (durationMs >= slowMs) reportSlow(textOf(parts[0]), durationMs);
    };
    const last = parts.at(-1);
    if (typeof last === 'function') {
      parts[parts.length - 1] = (...answer: unknown[]) => {
        note();
        last(...answer);
      };
      return query(...parts);
    }
    const result = query(...parts);
    if (result instanceof Promise) result.then(note, note);
    return result;
  };
  client.query = timed as typeof client.query;
}

function slowFrom(text: string | undefined): number {
  const number = Number(text);
  return text && number >= 0 ? number : SLOW_MS;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}

/** As `pg_stat_statements` shows a query: without its values. */
export function withoutLiterals(text: string): string {
  return text
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/(?<![\w$"])\d+(?:\.\d+)?/g, '?')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_TEXT);
}

function reportSlow(text: string, durationMs: number): void {
  const statement = withoutLiterals(text);
  const ms = Math.round(durationMs);
  log.report('slow-query', `a query of the database took ${ms} ms: ${statement}`, { ms, statement });
}
