'use client';

import { afterRunPart } from '@/components/shell/code-part';
import { lazyPart } from '@/components/shell/lazy-part';
import classes from './run-sections.module.css';

/** Charts are heavy: their code comes with the first run. */
export const SectionCharts = lazyPart(
  afterRunPart(() => import('./section-charts').then((module) => module.SectionCharts)),
  () => <div className={classes.reserve} />,
);
