/** How long is long enough: 10 s or 100 answers in class, MLPerf's 600 s in a full run (SPEC 5.1). */
export const FLOORS = ['class', 'full'] as const;
export type FloorId = (typeof FLOORS)[number];
