import { TrilaneError } from '../../../errors';

export function unreadable(sentence: string, cause?: unknown): TrilaneError {
  return new TrilaneError('unreadable-upload', sentence, cause === undefined ? undefined : { cause });
}
