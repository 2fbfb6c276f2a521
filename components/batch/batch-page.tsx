'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { requests } from '@/lib/batch-page/requests';
import { DataSetSection } from './data-sets/data-set-section';
import { JobView } from './job/job-view';
import { JobSection } from './jobs/job-section';
import { Problem } from './problem';
import { ScheduleSection } from './schedules/schedule-section';
import { StartPanel } from './start/start-panel';
import { SystemBar } from './system-bar';
import { useJobChoice } from './use-job-choice';
import { useOlder } from './use-older';
import { StoreContext, usePageStore } from './use-page-store';
import { useVisitor, VisitorContext } from './visitor-context';

const NONE: readonly never[] = [];

/** The batch page: start work, watch it, and everything that is there. */
export function BatchPage() {
  const t = useTranslations('batch');
  const { jobId, choose } = useJobChoice();
  const { store, view } = usePageStore(jobId);
  const visitor = useVisitor();
  const jobHeading = useRef<HTMLHeadingElement>(null);
  const wasAsked = useRef(jobId);
  // A job that is chosen here is brought into view; one that came with the address is where it is.
  useEffect(() => {
    if (jobId === wasAsked.current) return;
    wasAsked.current = jobId;
    jobHeading.current?.focus({ preventScroll: true });
    jobHeading.current?.scrollIntoView({ block: 'start' });
  }, [jobId]);

  const { state } = view;
  const { system } = state ?? {};
  const isReady = system?.state === 'ready';
  const dataSets = useOlder(state?.dataSets ?? NONE, state?.totals.dataSets ?? 0, requests.pageOfDataSets);
  const jobs = useOlder(state?.jobs ?? NONE, state?.totals.jobs ?? 0, requests.pageOfJobs);
  return (
    <StoreContext value={store}>
      <VisitorContext value={visitor}>
        <div className="grid one-column gap-9 pad-above-5">
          <SystemBar view={view} />
          {system?.state === 'failed' && (
            <div className="grid gap-3">
              <h2 className="large">{t('system.failedTitle')}</h2>
              <Problem error={system.error ?? { code: 'storage-failed', detail: t('system.failedTitle') }} />
            </div>
          )}
          <StartPanel
            ready={isReady}
            fresh={!state || state.jobs.length === 0}
            dataSets={dataSets.entries}
            onJob={choose}
          />
          {jobId !== null && (
            <JobView
              key={jobId}
              headingRef={jobHeading}
              answered={view.answered && isReady}
              detail={state?.detail ?? null}
              info={jobs.entries.find(({ id }) => id === jobId) ?? null}
              onJob={choose}
              onClose={() => choose(null)}
            />
          )}
          <JobSection jobs={jobs} schedules={state?.schedules ?? []} chosen={jobId} ready={isReady} onChoose={choose} />
          <ScheduleSection
            schedules={state?.schedules ?? null}
            dataSets={dataSets.entries}
            piles={view.piles}
            ready={isReady}
            onJob={choose}
          />
          <DataSetSection dataSets={dataSets} ready={isReady} />
        </div>
      </VisitorContext>
    </StoreContext>
  );
}
