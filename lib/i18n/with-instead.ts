import type { MessageTree } from './pseudo';

/** Messages, those of the same name taken from `instead`; what is new there is left out. Pure. */
export function withInstead(messages: MessageTree, instead: MessageTree): MessageTree {
  return Object.fromEntries(
    Object.entries(messages).map(([name, message]) => {
      const other = instead[name];
      if (typeof message === 'string') return [name, typeof other === 'string' ? other : message];
      return [name, typeof other === 'object' ? withInstead(message, other) : message];
    }),
  );
}
