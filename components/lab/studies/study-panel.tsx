'use client';

import { lazyPart } from '@/components/shell/lazy-part';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import styles from './study-panel.module.css';
import type { StudyProps } from './use-study';

const CapacityStudy = lazyPart(
  () => import('./capacity-study').then((module) => module.CapacityStudy),
  () => <div className={styles.wait} />,
);
const ColdStartStudy = lazyPart(
  () => import('./cold-start-study').then((module) => module.ColdStartStudy),
  () => <div className={styles.wait} />,
);
const DrawPanel = lazyPart(
  () => import('@/components/lab/draw-panel').then((module) => module.DrawPanel),
  () => <div className={styles.wait} />,
);
const SweepStudy = lazyPart(
  () => import('./sweep-study').then((module) => module.SweepStudy),
  () => <div className={styles.wait} />,
);

/** The study of a set-up, with its own way of running and its own charts; nothing for the same workload. */
export function StudyPanel(props: StudyProps) {
  const { setup, opened } = props;
  // One of another kind is none of this panel's.
  const shown = { ...props, opened: opened?.setup && kindOf(opened.setup) === kindOf(setup) ? opened : undefined };
  switch (setup.study) {
    case 'capacity':
      return <CapacityStudy {...shown} setup={setup} />;
    case 'cold-start':
      return <ColdStartStudy {...shown} setup={setup} />;
    case 'sweep':
      // Each thing that is varied has results of its own kind.
      return <SweepStudy key={setup.sweep} {...shown} setup={setup} />;
    case 'draw':
      return <DrawPanel setup={setup} />;
    default:
      return null;
  }
}

/** What decides the shape of a result. */
const kindOf = (setup: ExperimentSetup) => (setup.study === 'sweep' ? `sweep ${setup.sweep}` : setup.study);
