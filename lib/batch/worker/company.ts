/** Whose jobs a worker was at, and when: so that a job can say for whom it waited. Moments in ms. */
export interface Company {
  /** @param sender `null`: nobody knows; it is not the same as another */
  worked(sender: string | null, fromMs: number, toMs: number): void;
  /** For how much of a wait the worker was at jobs of others (SPEC 5.15). */
  waitedForOthersMs(sender: string | null, fromMs: number, toMs: number): number;
}

/** A job that waited behind more than these waited for the last of them at least. */
const MOST_REMEMBERED = 2000;

export function createCompany(): Company {
  const stretches: { readonly sender: string | null; readonly fromMs: number; readonly toMs: number }[] = [];
  return {
    worked(sender, fromMs, toMs) {
      stretches.push({ sender, fromMs, toMs });
      if (stretches.length > MOST_REMEMBERED) stretches.shift();
    },
    waitedForOthersMs(sender, fromMs, toMs) {
      return stretches
        .filter((stretch) => sender === null || stretch.sender !== sender)
        .reduce(
          (sum, stretch) => sum + Math.max(0, Math.min(stretch.toMs, toMs) - Math.max(stretch.fromMs, fromMs)),
          0,
        );
    },
  };
}
