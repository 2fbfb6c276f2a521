'use client';

import { useCallback, useEffect, useState } from 'react';
import { requests } from '@/lib/batch-page/requests';
import { type ErrorReport, reportOf } from '@/lib/errors';
import type { OperatorView } from '@/lib/wire/operator-schema';
import type { VisitorInfo } from '@/lib/wire/visitor';

/** From one look to the next while the page is shown. */
const PERIOD_MS = 3000;

interface Seen {
  /** Null until the server has said who this is. */
  readonly visitor: VisitorInfo | null;
  /** Null where this browser is not the operator's. */
  readonly view: OperatorView | null;
  readonly error: ErrorReport | null;
}

/** What the operator sees, looked at anew every few seconds. */
export function useOperatorView(): Seen & { refresh(): Promise<void> } {
  const [seen, setSeen] = useState<Seen>({ visitor: null, view: null, error: null });
  const refresh = useCallback(async () => {
    try {
      const visitor = await requests.visitor();
      setSeen({ visitor, view: visitor.operator ? await requests.operatorView() : null, error: null });
    } catch (thrown) {
      // What was seen stays while the server is away.
      setSeen((before) => ({ ...before, error: reportOf(thrown, 'internal') }));
    }
  }, []);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refresh();
    }, PERIOD_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return { ...seen, refresh };
}
