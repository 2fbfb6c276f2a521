'use client';

import { createContext, use, useEffect, useState } from 'react';
import { requests } from '@/lib/batch-page/requests';
import type { VisitorInfo } from '@/lib/wire/visitor';

/** What this browser is to the server; null until that is known. */
export function useVisitor(): VisitorInfo | null {
  const [visitor, setVisitor] = useState<VisitorInfo | null>(null);
  useEffect(() => {
    let isHere = true;
    // Where it cannot be asked, the server says no itself if it comes to that.
    requests.visitor().then(
      (found) => isHere && setVisitor(found),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, []);
  return visitor;
}

export const VisitorContext = createContext<VisitorInfo | null>(null);

/** Whether this browser may change a thing of `owner`; what needs the operator has none. */
export function useMayChange(): (owner: string | null) => boolean {
  const visitor = use(VisitorContext);
  return (owner) => !visitor || visitor.operator || (owner !== null && owner === visitor.owner);
}

/** What this browser may send at most, whether it may at all, and whether others see it; null until that is known. */
export function useVisitorShare(what: 'upload' | 'generate'): {
  readonly isOff: boolean;
  readonly isShared: boolean;
  readonly most: VisitorInfo['most'];
} | null {
  const visitor = use(VisitorContext);
  if (!visitor) return null;
  return { isOff: !visitor.operator && !visitor.visitorsMay[what], isShared: visitor.shared, most: visitor.most };
}
