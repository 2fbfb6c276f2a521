import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LaneNotes, LaneNotesContext, useLaneNotes } from '@/components/charts/emulated';
import { FindingsList } from '@/components/charts/findings-list';
import { ResultsTable } from '@/components/charts/results-table';
import { LaneHeading } from '@/components/charts/table-card';
import { ValidityWords } from '@/components/charts/validity-words';
import { figuresOf } from '@/lib/export/run-figures';
import { MESSAGES } from '@/lib/i18n/messages';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { EDGE, ONLINE, runOf, SECOND } from './lanes-fixture';

interface PageProps {
  readonly records: readonly LaneRecord[];
  readonly summaries: readonly LaneSummary[];
  readonly children: ReactNode;
}

function Page({ records, summaries, children }: PageProps) {
  return <LaneNotesContext value={useLaneNotes(records, summaries)}>{children}</LaneNotesContext>;
}

/** What a reader sees of it, as text. */
const shown = (children: ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={MESSAGES} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  ).replaceAll(/<[^>]*>/g, ' ');

const RUN = runOf([ONLINE, { ...SECOND, failing: [1, 11, 21, 31, 41, 51, 61], conditions: { network: '4g' } }, EDGE]);

async function onPage(draw: (figures: NonNullable<Awaited<ReturnType<typeof figuresOf>>>) => ReactNode) {
  const figures = await figuresOf(RUN);
  if (!figures) throw new Error('The run has no lanes.');
  return shown(
    <Page records={RUN.records} summaries={figures.last.summaries}>
      {draw(figures)}
    </Page>,
  );
}

describe('the name of a lane', () => {
  it('SPEC 13.7: is that of its mode, and with its own id where two are of one mode', async () => {
    const text = await onPage(({ last }) => last.summaries.map((lane) => <LaneHeading key={lane.id} lane={lane} />));
    expect(
      text
        .split(/ {2,}/)
        .map((words) => words.trim())
        .filter((words) => words !== ''),
    ).toEqual(['Online', 'Online (b) emulated', 'Edge']);
  });

  it('stands in the reasons, what is emulated, the findings and the tables of that very lane', async () => {
    const reasons = await onPage(({ validity }) => <ValidityWords validity={validity} />);
    expect(reasons).toContain('Online (b)');
    expect(reasons).not.toMatch(/Online (?!\(b\))/);
    expect(reasons).toContain('online (b)');
    const findings = await onPage((figures) => <FindingsList findings={figures.findings} onPoint={() => {}} />);
    expect(findings).toMatch(/Online \(b\).{0,60}7 of 600/);
    expect(await onPage(() => <LaneNotes />)).toMatch(/^ *emulated *Online \(b\)/);
    expect(await onPage(({ last }) => <ResultsTable summaries={last.summaries} />)).toMatch(
      /Online .{0,400}Online \(b\) /,
    );
  });
});
