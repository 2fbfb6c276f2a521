import { useTranslations } from 'next-intl';
import { momentsOf } from '@/lib/lesson/explainer/moments';
import type { Trace } from '@/lib/lesson/explainer/trace';
import { useWords } from './use-words';

/** What the picture shows, without the picture; of the short story every step. */
export function Told({ trace, everyStep }: { readonly trace: Trace; readonly everyStep: boolean }) {
  const t = useTranslations('explainer.told');
  const modes = useTranslations('modes');
  const { happenings } = useWords();
  const steps = everyStep ? [...momentsOf(trace)].map((ms) => ({ ms, said: happenings(trace, ms) })) : [];
  return (
    <>
      <p>{t('intro')}</p>
      <dl>
        {trace.lanes.map(({ modeId }) => (
          <div key={modeId}>
            <dt>{modes(`${modeId}.name`)}</dt>
            <dd>{t(modeId)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('end')}</p>
      {steps.length > 0 && (
        <details>
          <summary>{t('steps')}</summary>
          <ol>
            {steps
              .filter(({ said }) => said)
              .map(({ ms, said }) => (
                <li key={ms}>{said}</li>
              ))}
          </ol>
        </details>
      )}
    </>
  );
}
