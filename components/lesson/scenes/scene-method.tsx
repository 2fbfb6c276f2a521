import type { ReactNode } from 'react';

/** How the numbers of a scene come about: computed or assumed, never measured. */
export function SceneMethod({ children }: { readonly children: ReactNode }) {
  return <p className="above-2 soft tiny">{children}</p>;
}
