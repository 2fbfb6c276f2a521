'use client';

import { Tabs } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ChartId } from '@/lib/measure/chart-id';
import type { RunFigures } from '@/lib/measure/run-figures';
import { FindingsList } from './findings-list';
import { pointTo, REASONS } from './point-to';
import classes from './run-sections.module.css';
import { SectionCharts } from './section-charts-part';
import { SECTION_IDS, SECTION_OF, type SectionId } from './sections';
import { ValidityWords } from './validity-words';

/** What leads into the sections from outside. */
export interface SectionsControl {
  /** Opens the one that says why a run is not valid, and takes the focus there. */
  showReasons(): void;
}

export interface RunSectionsProps {
  readonly ref?: Ref<SectionsControl>;
  /** `null` until a run is over. */
  readonly figures: RunFigures | null;
  /** In place of a section while there are no figures. */
  readonly waiting: string;
  /** Of the page with all its workers; `null` = this browser does not tell, or not yet. */
  readonly pageMemoryBytes: number | null;
  readonly longTasks: number | null;
  /** What was measured, for files: "digits fp32, 600 items, seed 7". */
  readonly caption: string;
  /** How the run was measured. */
  readonly method: ReactNode;
}

/**
 * All a run shows beyond its answer, under a menu that stays in sight; one section is open at a time. What a section draws is
 * made when it is opened, and never while lanes run.
 */
export function RunSections({ ref, figures, waiting, method, ...page }: RunSectionsProps) {
  const t = useTranslations('charts.sections');
  const [section, setSection] = useState<SectionId>('happened');
  const [pointed, setPointed] = useState<ChartId | null>(null);
  const point = useCallback((chart: ChartId) => {
    setSection(SECTION_OF[chart]);
    setPointed(chart);
  }, []);
  useImperativeHandle(
    ref,
    () => ({
      showReasons() {
        flushSync(() => setSection('happened'));
        pointTo(REASONS);
      },
    }),
    [],
  );
  // The code of the charts comes once the run is over and the page has nothing else to do, not at the first click.
  const isOver = figures !== null;
  useEffect(() => {
    if (!isOver) return;
    return whenIdle(SectionCharts.preload);
  }, [isOver]);

  const contents = (id: SectionId): ReactNode => {
    if (id === 'method') return method;
    if (!figures) return <p className="soft">{waiting}</p>;
    if (id === 'happened') {
      return (
        <>
          <FindingsList findings={figures.findings} onPoint={point} />
          <ValidityWords validity={figures.validity} />
        </>
      );
    }
    return <SectionCharts section={id} figures={figures} {...page} onDrawn={() => showPointed(pointed, setPointed)} />;
  };

  return (
    <Tabs
      className="narrow above-4"
      value={section}
      onChange={(value) => SECTION_IDS.some((id) => id === value) && setSection(value as SectionId)}
      keepMounted={false}
    >
      <Tabs.List className={`${classes.menu} gap-1 scroll-x below-4 line-below`} aria-label={t('label')}>
        {SECTION_IDS.map((id) => (
          <Tabs.Tab key={id} value={id} className={`${classes.tab} rigid target pad-x-3 no-border soft small`}>
            {t(`names.${id}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {SECTION_IDS.map((id) => (
        <Tabs.Panel key={id} value={id} className={classes.panel ?? ''}>
          <h2 className="visually-hidden">{t(`names.${id}`)}</h2>
          {contents(id)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** Brings the chart a finding pointed at into view, once it is there. */
function showPointed(chart: ChartId | null, forget: (chart: null) => void) {
  if (chart === null) return;
  forget(null);
  pointTo(chart);
}

function whenIdle(work: () => void): () => void {
  // Safari knows no idle callback.
  if (!('requestIdleCallback' in window)) {
    const handle = setTimeout(work, 500);
    return () => clearTimeout(handle);
  }
  const handle = requestIdleCallback(work);
  return () => cancelIdleCallback(handle);
}
