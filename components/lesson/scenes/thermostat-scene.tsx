'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import {
  DAY_MINUTES,
  meanOffC,
  OUTAGE,
  roomDay,
  type ThermostatModel,
  thermostatCosts,
} from '@/lib/lesson/scenes/thermostat';
import { SceneChoice } from './scene-controls';
import { SceneFigures } from './scene-figures';
import { SceneFrame } from './scene-frame';
import { SceneMethod } from './scene-method';
import { ThermostatPicture } from './thermostat-picture';

const HOUR = 60;
/** In minutes. */
const TIME = { end: DAY_MINUTES - 1, firstAt: 12 * HOUR, perSecond: HOUR };

/** Edge: a thermostat that decides at home every minute, beside one that asks a far server. */
export function ThermostatScene({ alt }: { readonly alt: string }) {
  const t = useTranslations('scenes.thermostat');
  const format = useFormatter();
  const figures = useFigures();
  const [model, setModel] = useState<ThermostatModel>('small');
  const [network, setNetwork] = useState<'there' | 'gone'>('gone');
  const [home, server] = useMemo(() => {
    const setting = { model, networkGone: network === 'gone' };
    return [roomDay(setting, 'home'), roomDay(setting, 'server')] as const;
  }, [model, network]);
  const costs = thermostatCosts(model);
  const tenths = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  const words = {
    off: tenths(meanOffC(home)),
    serverOff: tenths(meanOffC(server)),
    homeMs: figures.tick(costs.homeMs),
    serverMs: figures.tick(costs.serverMs),
    size: figures.bytes(costs.homeBytesOnce),
    perDay: figures.bytes(costs.serverBytesPerDay),
  };
  const show = (at: number) => {
    const minute = Math.floor(at);
    const gone = network === 'gone' && minute >= OUTAGE.fromMinute && minute < OUTAGE.toMinute;
    const time = format.dateTime(new Date(minute * 60_000), {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    });
    return {
      nextAt: minute >= DAY_MINUTES - HOUR ? 0 : (Math.floor(minute / HOUR) + 1) * HOUR,
      moment: t('moment', {
        time,
        home: tenths(home.roomC[minute] ?? 0),
        server: tenths(server.roomC[minute] ?? 0),
        gone: gone ? 'yes' : 'no',
      }),
      picture: <ThermostatPicture minute={minute} home={home} server={server} networkGone={network === 'gone'} />,
    };
  };
  return (
    <SceneFrame
      id="thermostat"
      alt={alt}
      time={TIME}
      show={show}
      summary={t(network === 'gone' ? 'apart' : 'together', words)}
      height={330}
      controls={
        <>
          <SceneChoice
            label={t('model')}
            value={model}
            choices={[
              { value: 'small', label: t('small') },
              { value: 'large', label: t('large') },
            ]}
            onChange={setModel}
          />
          <SceneChoice
            label={t('network')}
            value={network}
            choices={[
              { value: 'there', label: t('there') },
              { value: 'gone', label: t('gone') },
            ]}
            onChange={setNetwork}
          />
        </>
      }
      figures={
        <>
          <SceneFigures
            figures={[
              { value: words.homeMs, label: t('homeMs') },
              { value: words.serverMs, label: t('serverMs') },
              { value: words.size, label: t('once') },
              { value: words.perDay, label: t('perDay') },
            ]}
          />
          <SceneMethod>{t('method')}</SceneMethod>
        </>
      }
    />
  );
}
