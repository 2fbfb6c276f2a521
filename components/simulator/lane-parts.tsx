'use client';

import { useTranslations } from 'next-intl';
import { SimChoice, type SimFieldProps, SimHybrids, SimNumber, SimSwitch } from './sim-fields';

/** Whether the other lanes are off: the last one stays. */
const isOnly = ({ batch, online, edge, hybrids }: SimFieldProps['setup'], lane: 'batch' | 'online' | 'edge') =>
  hybrids.length === 0 && Object.entries({ batch, online, edge }).every(([id, is]) => id === lane || is === 'off');

export function BatchPart(props: SimFieldProps) {
  const t = useTranslations('simulator.choices.batch');
  const { setup } = props;
  return (
    <>
      <SimChoice
        {...props}
        id="batch"
        wordsOf={(value) => ({ name: t(value) })}
        without={isOnly(setup, 'batch') ? ['off'] : []}
      />
      {setup.batch === 'every' && <SimNumber {...props} id="batchEveryMinutes" />}
      <SimNumber {...props} id="batchWorkers" />
      <SimNumber {...props} id="batchSize" />
      <SimNumber {...props} id="batchWindowMinutes" />
    </>
  );
}

export function OnlinePart(props: SimFieldProps) {
  const balancing = useTranslations('simulator.balancing');
  const { setup } = props;
  return (
    <>
      {!isOnly(setup, 'online') && <SimSwitch {...props} id="online" />}
      <SimNumber {...props} id="servers" />
      <SimNumber {...props} id="workersPerServer" />
      <SimChoice {...props} id="balancing" wordsOf={(value) => ({ name: balancing(value) })} />
      <SimNumber {...props} id="batchMost" />
      {setup.batchMost > 1 && <SimNumber {...props} id="batchDelayMs" />}
      <SimNumber {...props} id="queueMost" />
      <SimNumber {...props} id="timeoutMs" />
      <SimNumber {...props} id="retries" />
      <SimSwitch {...props} id="autoscaling" />
      {setup.autoscaling === 'on' && (
        <>
          <SimNumber {...props} id="scaleLeast" />
          <SimNumber {...props} id="scaleMost" />
          <SimNumber {...props} id="scaleTarget" />
          <SimNumber {...props} id="scaleEverySeconds" />
          <SimNumber {...props} id="scaleStartSeconds" />
          <SimNumber {...props} id="scaleCoolSeconds" />
        </>
      )}
    </>
  );
}

export function EdgePart(props: SimFieldProps) {
  const t = useTranslations('simulator.choices');
  const { setup } = props;
  return (
    <>
      <SimChoice
        {...props}
        id="edge"
        wordsOf={(value) => ({ name: t(`edge.${value}.name`), about: t(`edge.${value}.about`) })}
        without={isOnly(setup, 'edge') ? ['off'] : []}
      />
      <p className="soft tiny">{t('edgeAssumed')}</p>
      <SimSwitch {...props} id="download" />
      {setup.download === 'on' && <SimNumber {...props} id="modelBytes" />}
    </>
  );
}

export function HybridPart(props: SimFieldProps) {
  const { hybrids } = props.setup;
  return (
    <>
      <SimHybrids {...props} />
      {(hybrids.includes('edgeThenOnline') || hybrids.includes('cascade')) && <SimNumber {...props} id="unsureShare" />}
      {hybrids.includes('cacheThenOnline') && <SimNumber {...props} id="hitShare" />}
      {hybrids.includes('cascade') && <SimNumber {...props} id="bigFactor" />}
    </>
  );
}
