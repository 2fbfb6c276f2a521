import pino, { type Level } from 'pino';

/**
 * Everything a process of ours may report, each with its level as JSON, and as a line for a person where that differs: whoever
 * sits at a terminal does not want to read of every request.
 */
const EVENTS = {
  start: { json: 'info' },
  ready: { json: 'info' },
  'operator-key': { json: 'warn' },
  stop: { json: 'info' },
  'not-started': { json: 'fatal' },
  'bad-setting': { json: 'warn' },
  'database-open': { json: 'info' },
  'database-failed': { json: 'error' },
  'slow-query': { json: 'warn', plain: 'debug' },
  'process-died': { json: 'error' },
  'process-back': { json: 'info' },
  'disk-full': { json: 'error' },
  'duty-failed': { json: 'error' },
  'worker-joined': { json: 'info' },
  'worker-waits': { json: 'info' },
  'worker-failed': { json: 'error' },
  refused: { json: 'warn' },
  request: { json: 'info', plain: 'debug' },
  'request-refused': { json: 'warn', plain: 'debug' },
  'request-failed': { json: 'error', plain: 'debug' },
  'requests-left-out': { json: 'info', plain: 'debug' },
  unexpected: { json: 'error' },
} as const satisfies Record<string, { readonly json: Level; readonly plain?: Level }>;

export type LogEvent = keyof typeof EVENTS;

/** What is known of an event beside its sentence. Never of a person: no address of a client, no name or content of theirs, no token. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export const LOG_FORMATS = ['plain', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Log {
  /** One event: as a line for a person its sentence, as JSON the fields too. */
  report(event: LogEvent, sentence: string, fields?: LogFields): void;
  /** Whether it would be written, for those to whom the sentence costs something. */
  isOn(event: LogEvent): boolean;
}

export interface LogOptions {
  readonly format: LogFormat;
  /** Events below it are left out. */
  readonly level: LogLevel;
  /** @param isTrouble it is a warning or worse */
  write(line: string, isTrouble: boolean): void;
}

const { values } = pino.levels;
const TROUBLE = values.warn ?? 0;

export function createLog({ format, level, write }: LogOptions): Log {
  const least = level === 'silent' ? Number.POSITIVE_INFINITY : (values[level] ?? 0);
  const levelOf = (event: LogEvent): Level => {
    const { json, plain = json }: { readonly json: Level; readonly plain?: Level } = EVENTS[event];
    return format === 'json' ? json : plain;
  };
  const isOn = (event: LogEvent) => (values[levelOf(event)] ?? 0) >= least;
  if (format === 'plain') {
    return {
      isOn,
      report(event, sentence) {
        // One event is one line, and moves no cursor.
        const line = `trilane: ${sentence.replace(/\p{Cc}+/gu, ' ').trim()}\n`;
        if (isOn(event)) write(line, (values[EVENTS[event].json] ?? 0) >= TROUBLE);
      },
    };
  }
  const destination = {
    // pino then says the level of each line beside it.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write: (line: string) => write(line, destination.lastLevel >= TROUBLE),
  };
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    isOn,
    report: (event, sentence, fields) => logger[levelOf(event)]({ event, ...fields }, sentence),
  };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** How a process is told to log, and what of that it does not understand, in sentences. */
export function logSettings(environment: Environment): {
  readonly format: LogFormat;
  readonly level: LogLevel;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const oneOf = <Value extends string>(name: string, known: readonly Value[], fallback: Value): Value => {
    const text = environment[name];
    const found = known.find((value) => value === text?.toLowerCase());
    if (text && !found) problems.push(`${name} takes ${known.join(', ')}, not "${text}"; ${fallback} is used.`);
    return found ?? fallback;
  };
  const format = oneOf('TRILANE_LOG_FORMAT', LOG_FORMATS, 'plain');
  return { format, level: oneOf('TRILANE_LOG_LEVEL', LOG_LEVELS, 'info'), problems };
}

/** Of this process: what goes well to its standard output, trouble to its standard error, which a process inherits from its parent. */
export const log: Log = createLog({
  ...logSettings(process.env),
  write(line, isTrouble) {
    const stream = isTrouble ? process.stderr : process.stdout;
    // Whoever read it may be gone, as npm is when it was killed: that must not end this process before it has put things in order.
    if (stream.listenerCount('error') === 0) stream.on('error', () => {});
    stream.write(line);
  },
});
