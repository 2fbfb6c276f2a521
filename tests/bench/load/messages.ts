/** What the load program is to do: one thing, and it ends. */
export type LoadOrder =
  /** Browsers of a class that all press Run within `pressWithinMs`, and readers of the overview. */
  | {
      readonly kind: 'class';
      readonly baseUrl: string;
      readonly browsers: number;
      readonly watchers: number;
      readonly seed: number;
    }
  /** Connections that are opened at once, each for a stream, and held. */
  | { readonly kind: 'connections'; readonly baseUrl: string; readonly count: number; readonly holdMs: number };

/** How the load program itself was: whether what it measured is the server's doing. */
export interface LoadHealth {
  /** Share of the time its thread was busy. */
  readonly busyShare: number;
  /** How late its own timers were, ms. */
  readonly delayMsP99: number;
}

export interface ClassReport extends LoadHealth {
  /** Of online requests, from when each was due. ms */
  readonly onlineMs: readonly number[];
  /** Of each browser's batch lane. */
  readonly lanes: readonly {
    /** From sending to the answers, ms. */
    readonly jobsMs: readonly number[];
    /** Half of its items waited so long or longer for jobs of others, ms. */
    readonly waitForOthersMs: number;
  }[];
  /** Events that the watchers got. */
  readonly events: number;
  /** How often what failed by what. */
  readonly errors: Readonly<Record<string, number>>;
}

export interface ConnectionsReport extends LoadHealth {
  /** How often what came of a connection: `200`, `503`, `closed` (without a word, in order), `reset`, `silent`, or a code of the system. */
  readonly ends: Readonly<Record<string, number>>;
}

/** A refusal in order names a status, or closes the connection as TCP does. */
export const isInOrder = (end: string): boolean => /^(200|429|503|closed)$/.test(end);
