import { z } from 'zod';
import { MODE_IDS, type ModeId } from '../modes';

export const optionId = z.string().min(1).max(60);

/** Something to order, choose or sort. */
export interface Option {
  readonly id: string;
  readonly text: string;
  /** The lane it stands for, if one: it gets that lane's mark. */
  readonly lane?: ModeId;
}
export const option = z.strictObject({ id: optionId, text: z.string().min(1), lane: z.enum(MODE_IDS).optional() });

type Ids = readonly { readonly id: string }[];
export const isIn = (options: Ids, id: string | null | undefined) => options.some((each) => each.id === id);
/** The id if it is one of the options, else `null`. */
export const pickFrom = (options: Ids, id: string | null) => (isIn(options, id) ? id : null);
/** What is said of the options, and of nothing else. */
export const onlyOf = (options: Ids, record: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(record).filter(([id]) => isIn(options, id)));
/** Words of an option; its id where it is no longer there. */
export const textOf = (options: readonly Option[], id: string) => options.find((each) => each.id === id)?.text ?? id;
