import type { Level } from '../concepts';

/** How many questions of each level a form has in every concept, so that each form is as hard as the next. */
export const FORM_SHAPE = { recall: 2, apply: 2, analyse: 1 } as const satisfies Record<Level, number>;

/** Questions a concept. */
export const FORM_LENGTH = Object.values(FORM_SHAPE).reduce<number>((sum, count) => sum + count, 0);

/** About what a question takes, its explanation read. */
export const MINUTES_PER_QUESTION = 1;
