import { useTranslations } from 'next-intl';
import { memo, type ReactNode, useId } from 'react';
import findingStyles from '@/components/charts/findings-list.module.css';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import { useFocusWhenOver } from '@/components/lab/band/use-focus-when-over';
import { KeptNote } from '@/components/lab/kept-note';
import { RunOriginNote } from '@/components/lab/run-origin-note';
import { FollowContext, useLive } from '@/components/lab/use-live-text';
import { LaneMark } from '@/components/marks/lane-mark';
import { ErrorWords } from '@/components/shell/error-words';
import type { ErrorReport } from '@/lib/errors';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { formatSetup } from '@/lib/experiment/setup-url';
import type { StudyFinding, StudyValidity } from '@/lib/lab/studies/study-words';
import { MODE_IDS, type ModeId } from '@/lib/modes';
import styles from './study-shell.module.css';
import { StudyTools } from './study-tools';
import { STUDY_LANE, type StudyControl } from './use-study';
import { useStudyWords } from './use-study-words';

/** A lane, or a part of one, that could not be measured while the others could. */
interface StudyFailure {
  readonly lane: ModeId;
  /** The part of the lane that failed: a thread count, a variant; absent where it is the whole lane. */
  readonly name?: string;
  readonly report: ErrorReport;
}

/** The failures of whole lanes, in the order lanes have everywhere. */
export const failuresOfLanes = (failures: Readonly<Partial<Record<ModeId, ErrorReport>>>): readonly StudyFailure[] =>
  MODE_IDS.flatMap((lane) => {
    const report = failures[lane];
    return report ? [{ lane, report }] : [];
  });

interface StudyShellProps {
  readonly control: StudyControl<unknown>;
  /** The set-up that the page shows now; the study on the screen may have had another. */
  readonly setup: ExperimentSetup;
  readonly title: string;
  readonly about: string;
  readonly findings: readonly StudyFinding[];
  readonly validity: StudyValidity | null;
  readonly failures?: readonly StudyFailure[];
  readonly children: ReactNode;
}

/** What all studies share: what is asked, Run and Cancel, how far it is, what came of it in words, and what went wrong. */
export function StudyShell(props: StudyShellProps) {
  const { control, setup, title, about, findings, validity, failures = [], children } = props;
  const { state, busy, done, kept, onOpened, start, cancel } = control;
  const t = useTranslations('studies');
  const modes = useTranslations('modes');
  const words = useStudyWords();
  const id = useId();
  const { answer } = useFocusWhenOver<HTMLElement>(state, validity !== null);
  const brokeOff = state.phase === 'done' && failures.length > 0;
  // Once when it starts, and once when it is over with all that came of it.
  const spoken =
    state.phase === 'idle'
      ? ''
      : [
          t(`run.phase.${brokeOff ? 'broken' : state.phase}`),
          ...(validity
            ? [
                `${t(`validity.${validity.verdict}`)}.`,
                ...validity.reasons.map(words.reason),
                ...findings.map(words.spoken),
                ...validity.cautions.map(words.reason),
              ]
            : []),
        ].join(' ');
  const changed = state.setup !== null && !busy && formatSetup(state.setup) !== formatSetup(setup);
  return (
    <section className="grid gap-5 above-5 narrow" aria-labelledby={`${id}-title`}>
      <h2 className="visually-hidden" id={`${id}-title`}>
        {title}
      </h2>
      {state.phase === 'idle' && <p className={styles.about}>{about}</p>}
      <div className="row wrap gap-y-3 gap-x-5" data-run-bar>
        <Button look="go" className="wide-on-phones" hidden={done} onClick={busy ? cancel : start}>
          {busy ? t('run.cancel') : t(state.phase === 'idle' ? 'run.start' : 'run.again')}
        </Button>
        {onOpened && <StudyTools state={state} busy={busy} onOpened={onOpened} />}
        <StudyProgressWords control={control} brokeOff={brokeOff} />
      </div>
      <RunOriginNote state={state} />
      {changed && <p className="soft small">{t('run.changed')}</p>}
      {state.error && (
        <Notice>
          <ErrorWords report={state.error} />
        </Notice>
      )}
      <section
        ref={answer}
        tabIndex={-1}
        className={`${styles.findings} grid from-top gap-2`}
        aria-labelledby={`${id}-findings`}
      >
        <h3 className="visually-hidden" id={`${id}-findings`}>
          {t('findingsTitle')}
        </h3>
        <ul className={`${findingStyles.list} plain-list grid gap-2 leading-calm`}>
          {findings.map((finding) => (
            <li key={`${finding.id}-${finding.lane}`}>
              <span className={findingStyles.mark}>{finding.lane && <LaneMark lane={finding.lane} size={15} />}</span>
              <span>{words.finding(finding)}</span>
            </li>
          ))}
        </ul>
        {validity && <StudyVerdict validity={validity} />}
        {kept !== null && <Kept kept={kept} />}
        <p className="visually-hidden" role="status">
          {spoken}
        </p>
      </section>
      {failures.map(({ lane, name = modes(`${lane}.name`), report }) => (
        <Notice key={name}>
          <p className="row gap-2 below-1 bold">
            <LaneMark lane={lane} size={15} /> {t('failed', { lane: name })}
          </p>
          <ErrorWords report={report} />
        </Notice>
      ))}
      {children}
      {state.phase !== 'idle' && <p className={styles.about}>{about}</p>}
    </section>
  );
}

function Kept({ kept }: { kept: NonNullable<StudyControl<unknown>['kept']> }) {
  if (kept !== 'kept')
    return (
      <Notice>
        <ErrorWords report={kept} />
      </Notice>
    );
  return <KeptNote />;
}

/** How far a study is: written past React while it measures. */
function StudyProgressWords({ control, brokeOff }: { control: StudyControl<unknown>; brokeOff: boolean }) {
  const t = useTranslations('studies');
  const { phase } = control.state;
  if (phase !== 'running') return <p className="soft small">{t(`run.phase.${brokeOff ? 'broken' : phase}`)}</p>;
  return (
    <FollowContext value={control.follow}>
      <StudyProgressNow progress={control.progress} />
    </FollowContext>
  );
}

/** Drawn once: what else comes of the study changes nothing here. */
const StudyProgressNow = memo(function ProgressNow({ progress }: Pick<StudyControl<unknown>, 'progress'>) {
  const t = useTranslations('studies');
  const words = useStudyWords();
  const figures = useFigures();
  const inWords = () => {
    const now = progress();
    if (!now) return t('steps.starting');
    if (now.remainingMs === null) return words.step(now.step);
    const seconds = Math.max(1, Math.round(now.remainingMs / 1000));
    return `${words.step(now.step)}, ${t('run.remaining', { time: figures.tick(seconds * 1000) })}`;
  };
  const text = useLive<HTMLParagraphElement>(STUDY_LANE, true, (element) => {
    const said = inWords();
    if (element.textContent !== said) element.textContent = said;
  });
  const bar = useLive<HTMLProgressElement>(STUDY_LANE, true, (element) => {
    const share = progress()?.share ?? null;
    if (share === null) element.removeAttribute('value');
    else if (element.value !== share) element.value = share;
  });
  return (
    <div className={`${styles.progress} grid gap-1 narrow`}>
      <p ref={text} className="soft small" data-live="progress">
        {inWords()}
      </p>
      <progress ref={bar} max={1} aria-label={t('run.progress')} />
    </div>
  );
});

function StudyVerdict({ validity }: { validity: StudyValidity }) {
  const t = useTranslations('studies.validity');
  const words = useStudyWords();
  const told = [...validity.reasons, ...validity.cautions];
  return (
    <div className={`${styles.verdict} flex wrap baseline gap-y-1 gap-x-3 soft small`}>
      <strong className="verdict" data-verdict={validity.verdict}>
        {t(validity.verdict)}
      </strong>
      <ul>
        {told.length === 0 && <li>{t('validNote')}</li>}
        {told.map((reason) => (
          <li key={`${reason.id}-${reason.lane}`}>{words.reason(reason)}</li>
        ))}
      </ul>
    </div>
  );
}
