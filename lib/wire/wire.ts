import type { z } from 'zod';

/** What a schema describes, for those who only read it. */
export type Wire<Schema extends z.ZodType> = Unchanging<z.output<Schema>>;

type Unchanging<Value> = Value extends object ? { readonly [Key in keyof Value]: Unchanging<Value[Key]> } : Value;
