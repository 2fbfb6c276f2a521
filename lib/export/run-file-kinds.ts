/** The files a run can be had as; apart from what makes them, so that a menu of them weighs nothing. */
export const RUN_FILES = ['json', 'csv', 'summary', 'trace'] as const;
export type RunFileKind = (typeof RUN_FILES)[number];
