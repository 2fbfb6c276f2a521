'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SentencePart } from '@/components/kit/sentence-part';
import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { useModelWords } from '@/components/words/use-model-words';
import type { ModeId } from '@/lib/modes';
import { BatchPart, EdgePart, HybridPart, OnlinePart } from './lane-parts';
import { ModelPart } from './model-part';
import { type SimFieldProps, SimNumber } from './sim-fields';

type PartId = 'users' | 'load' | 'model' | ModeId | 'hybrids';

/** The scenario as a sentence, each part of it a control. */
export function ScenarioSentence(props: SimFieldProps) {
  const t = useTranslations('simulator.sentence');
  const words = usePartWords(props);
  const part = (what: PartId, children: ReactNode, off = false, before?: ReactNode) => (
    <SentencePart
      name={t('change', { value: words[what], what: t(`what.${what}`) })}
      value={words[what]}
      title={t(`titles.${what}`)}
      close={t('close')}
      disabled={false}
      off={off}
      before={before}
    >
      {children}
    </SentencePart>
  );
  const lane = (id: ModeId, children: ReactNode) => {
    const off = props.setup[id] === 'off';
    return (
      <span style={off ? undefined : { color: LANE_STYLE[id].textColour }}>
        {part(id, children, off, <LaneMark lane={id} size={14} />)}
      </span>
    );
  };
  return (
    <section className="sentence" aria-label={t('label')}>
      <p>
        {t.rich('text', {
          users: () => part('users', <SimNumber {...props} id="users" />),
          load: () =>
            part(
              'load',
              <>
                <SimNumber {...props} id="requestsPerDay" />
                <SimNumber {...props} id="peakFactor" />
                <SimNumber {...props} id="peakHour" />
              </>,
            ),
          model: () => part('model', <ModelPart {...props} />),
          batch: () => lane('batch', <BatchPart {...props} />),
          online: () => lane('online', <OnlinePart {...props} />),
          edge: () => lane('edge', <EdgePart {...props} />),
          hybrids: () => part('hybrids', <HybridPart {...props} />, props.setup.hybrids.length === 0),
        })}
      </p>
    </section>
  );
}

/** What each part says. */
function usePartWords({ setup }: SimFieldProps): Readonly<Record<PartId, string>> {
  const t = useTranslations('simulator.sentence');
  const balancing = useTranslations('simulator.balancing');
  const models = useModelWords();
  const format = useFormatter();
  const { batch, online, edge, hybrids } = setup;
  const behind = { balancing: balancing(setup.balancing) };
  const onlineWords =
    setup.autoscaling === 'on'
      ? t('online.scaled', { ...behind, least: setup.scaleLeast, most: setup.scaleMost })
      : setup.servers === 1
        ? t('online.one')
        : t('online.some', { ...behind, servers: setup.servers });
  const named = hybrids.map((id) => t(`hybrids.${id}`));
  return {
    users: t('users', { users: setup.users }),
    load: t('load', { asks: setup.requestsPerDay, hour: setup.peakHour }),
    model: models.model(setup.modelId),
    batch: t(`batch.${batch}`, { workers: setup.batchWorkers, minutes: setup.batchEveryMinutes }),
    online: online === 'off' ? t('online.off') : onlineWords,
    edge: t(`edge.${edge}`),
    hybrids: named.length === 0 ? t('hybrids.none') : t('hybrids.some', { names: format.list(named) }),
  };
}
