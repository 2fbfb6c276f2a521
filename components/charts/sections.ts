import type { ChartId } from '@/lib/measure/chart-id';

/** What a run shows beyond its answer, a section a question; one is open at a time. */
export const SECTION_IDS = ['happened', 'latency', 'time', 'resources', 'table', 'real', 'cost', 'method'] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** Where each chart stands. */
export const SECTION_OF: Readonly<Record<ChartId, SectionId>> = {
  latency: 'latency',
  anatomy: 'latency',
  throughput: 'time',
  resources: 'resources',
  results: 'table',
};
