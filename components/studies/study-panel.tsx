'use client';

import dynamic from 'next/dynamic';
import styles from './study-panel.module.css';
import type { StudyProps } from './use-study';

const CapacityStudy = dynamic(() => import('./capacity-study').then((module) => module.CapacityStudy), {
  ssr: false,
  loading: () => <div className={styles.wait} />,
});
const ColdStartStudy = dynamic(() => import('./cold-start-study').then((module) => module.ColdStartStudy), {
  ssr: false,
  loading: () => <div className={styles.wait} />,
});
const SweepStudy = dynamic(() => import('./sweep-study').then((module) => module.SweepStudy), {
  ssr: false,
  loading: () => <div className={styles.wait} />,
});

/** The study of a set-up, with its own way of running and its own charts; nothing for the same workload. */
export function StudyPanel(props: StudyProps) {
  const { setup, opened } = props;
  // One of another kind is none of this panel's.
  const isOurs =
    opened?.setup?.study === setup.study && (setup.study !== 'sweep' || opened.setup.sweep === setup.sweep);
  const shown = { ...props, opened: isOurs ? opened : undefined };
  switch (setup.study) {
    case 'capacity':
      return <CapacityStudy {...shown} />;
    case 'cold-start':
      return <ColdStartStudy {...shown} />;
    case 'sweep':
      // Each thing that is varied has results of its own kind.
      return <SweepStudy key={setup.sweep} {...shown} />;
    default:
      return null;
  }
}
