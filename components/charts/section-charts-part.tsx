'use client';

import { lazyPart } from '@/components/shell/lazy-part';
import classes from './run-sections.module.css';

/** Charts are heavy: their code comes when a run is over. */
export const SectionCharts = lazyPart(
  () => import('./section-charts').then((module) => module.SectionCharts),
  () => <div className={classes.reserve} />,
);
