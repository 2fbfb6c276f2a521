/** The charts of a run, and its table of results: what a finding can point at. */
export type ChartId = 'latency' | 'anatomy' | 'throughput' | 'resources' | 'results';
