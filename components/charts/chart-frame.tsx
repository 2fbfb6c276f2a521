import { useElementSize } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useId, useRef, useState } from 'react';
import { AnnounceContext, useThrottled } from '@/components/chart-kit/announce';
import { Button } from '@/components/kit/button';
import { type DataTable, toCsv } from '@/lib/measure/series';
import { chartPng, chartSvg, download } from './chart-export';
import classes from './chart-frame.module.css';
import { LaneNotes, useNotesCaption } from './emulated';
import { cardId } from './point-to';
import { TableTwin, type TwinTable } from './table-twin';

/** What a chart shows in place of a drawing that is not there, and what is said of one that is not whole. */
export type ChartState = 'empty' | 'running' | 'done' | 'cancelled' | 'failed';

export interface ChartFrameProps {
  /** Stem of the files: `latency`, … */
  readonly name: string;
  readonly title: string;
  readonly note: string;
  /** One sentence that says what the drawing shows. */
  readonly summary: string;
  /** What was measured, for files. */
  readonly caption: string;
  readonly state: ChartState;
  readonly hasData: boolean;
  /** In place of the words of the state, when there is nothing to draw. */
  readonly placeholder?: string;
  /** Height of the drawing for a width, px. */
  readonly heightFor: (widthPx: number) => number;
  readonly twin: TwinTable;
  readonly data: () => DataTable;
  /** A control of this chart, beside its files. */
  readonly control?: ReactNode;
  /** What the control brought about, in words. */
  readonly foot?: ReactNode;
  /** @param widthPx room for the drawing */
  readonly children: (widthPx: number) => ReactNode;
}

/** The frame all charts share: title, note, drawing or table, files, and one sentence for who cannot see it. */
export function ChartFrame(props: ChartFrameProps) {
  const {
    name,
    title,
    note,
    summary,
    caption,
    state,
    hasData,
    placeholder,
    heightFor,
    twin,
    data,
    children,
    control,
    foot,
  } = props;
  const t = useTranslations('charts');
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const [problem, setProblem] = useState(false);
  const [pointed, setPointed] = useState('');
  const { ref: sizeRef, width } = useElementSize();
  const area = useRef<HTMLDivElement>(null);
  const pointedSpoken = useThrottled(pointed, 2000);

  const fileCaption = useNotesCaption(caption);
  const save = useCallback(
    (kind: 'png' | 'svg' | 'csv') => {
      const make = async () => {
        if (kind === 'csv') return new Blob([toCsv(data())], { type: 'text/csv' });
        if (!area.current) throw new Error('There is no drawing.');
        const text = { title, note, caption: fileCaption };
        if (kind === 'png') return chartPng(area.current, text);
        return new Blob([(await chartSvg(area.current, text)).svg], { type: 'image/svg+xml' });
      };
      make().then(
        (blob) => {
          setProblem(false);
          download(blob, `trilane-${name}.${kind}`);
        },
        () => setProblem(true),
      );
    },
    [data, title, note, fileCaption, name],
  );

  return (
    <figure
      id={cardId(name)}
      tabIndex={-1}
      className={classes.frame}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-summary`}
    >
      <div className={classes.head}>
        <h3 id={`${id}-title`} className={`${classes.title} lead bold leading-snug`}>
          {title}
        </h3>
        <p className="projected above-1 below-3 soft tiny leading-calm">
          {hasData && state === 'cancelled' ? `${t('state.partial')} ` : ''}
          {hasData && state === 'failed' ? `${t('state.laneFailed')} ` : ''}
          {note}
        </p>
        <LaneNotes />
      </div>
      <div className="grid relative" style={{ minBlockSize: heightFor(width) }} ref={sizeRef}>
        {hasData && (
          <AnnounceContext value={setPointed}>
            <div className={`${classes.drawing} narrow`} ref={area} inert={asTable} data-hidden={asTable}>
              {width > 0 && children(width)}
            </div>
          </AnnounceContext>
        )}
        {hasData && asTable && <TableTwin table={twin} label={title} />}
        {!hasData && <p className={`${classes.placeholder} soft text-center`}>{placeholder ?? t(`state.${state}`)}</p>}
      </div>
      <p id={`${id}-summary`} className="visually-hidden">
        {summary}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {pointedSpoken}
      </p>
      {foot}
      <fieldset className={`${classes.tools} row wrap gap-x-1 tiny`} aria-label={t('tools.label', { chart: title })}>
        {control}
        {problem && (
          <span className="push-end invalid" role="alert">
            {t('tools.failed')}
          </span>
        )}
        <Button
          look="dotted"
          className="pad-x-2"
          aria-pressed={asTable}
          disabled={!hasData}
          onClick={() => setAsTable(!asTable)}
        >
          {t('tools.table')}
        </Button>
        {(['png', 'svg', 'csv'] as const).map((kind) => (
          <Button look="dotted" className="pad-x-2" key={kind} disabled={!hasData} onClick={() => save(kind)}>
            {t(`tools.${kind}`)}
          </Button>
        ))}
      </fieldset>
    </figure>
  );
}
