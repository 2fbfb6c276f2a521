import { type ErrorCode, TrilaneError } from '../../errors';

/** What is wrong with a message. All of it is told at once, under the code of the first. */
export class Findings {
  #code: ErrorCode | null = null;
  #details = '';

  get isEmpty(): boolean {
    return this.#code === null;
  }

  note(code: ErrorCode, detail: string): void {
    this.#details += this.#code === null ? detail : ` ${detail}`;
    this.#code ??= code;
  }

  error(): TrilaneError {
    return new TrilaneError(this.#code ?? 'wrong-input', this.#details);
  }
}

/** A member that may be left out: null says the same. */
export function optional(value: unknown): unknown {
  return value === null ? undefined : value;
}

/** A value as a person would name it, for the end of a sentence. */
export function quote(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(value)?.slice(0, 60) ?? typeof value;
}
