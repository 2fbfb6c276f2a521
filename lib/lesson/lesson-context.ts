import type { Root } from 'mdast';
import type { AnalogyHead, GlossaryEntry, Reference } from './content';
import type { AnalogyId } from './outline';

/** A piece of the lesson: what is said about it, and its words. */
export interface Text<Head> {
  readonly head: Head;
  readonly root: Root;
}

/** What the texts of the lesson refer to, by id. */
export interface LessonContext {
  readonly glossary: ReadonlyMap<string, GlossaryEntry>;
  readonly references: ReadonlyMap<string, Reference>;
  readonly analogies: ReadonlyMap<AnalogyId, Text<AnalogyHead>>;
}
