import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { captionAt } from '@/lib/lesson/explainer/caption';
import { happeningsAt } from '@/lib/lesson/explainer/moments';
import type { LaneTrace, Trace } from '@/lib/lesson/explainer/trace';
import { useTime } from './use-time';

/** What is seen, in sentences. */
export function useWords() {
  const t = useTranslations('explainer');
  const modes = useTranslations('modes');
  const { duration, count } = useFigures();
  const time = useTime();

  const caption = (lane: LaneTrace, atMs: number): string => {
    const now = captionAt(lane, atMs);
    const answered = 'answered' in now ? now.answered : 0;
    if (now.state === 'gathering')
      return t('caption.gathering', {
        lane: lane.modeId,
        waiting: count(now.waiting),
        answered: count(answered),
        time: duration(now.nextRunInMs),
      });
    if (now.state === 'at-work')
      return t('caption.atWork', {
        lane: lane.modeId,
        waiting: count(now.waiting),
        working: count(now.working),
        answered: count(answered),
      });
    if (now.state === 'done') return t('caption.done', { answered });
    return now.state === 'idle' ? t('caption.idle', { answered: count(answered) }) : t('caption.empty');
  };
  const lane = ({ modeId }: LaneTrace, what: string) => t('happening.said', { lane: modes(`${modeId}.name`), what });

  return {
    caption,
    /** Every lane in one breath. */
    captions: ({ lanes }: Trace, atMs: number) => lanes.map((each) => lane(each, caption(each, atMs))).join(' '),
    /** Just what happens at a moment; nothing may. */
    happenings: ({ lanes }: Trace, atMs: number): string => {
      const said = lanes.flatMap((each) =>
        happeningsAt(each, atMs).map(({ what, count: many, number, sinceMs }) =>
          lane(each, t(`happening.${what}`, { count: many, number: count(number), since: duration(sinceMs) })),
        ),
      );
      return said.length === 0 ? '' : [t('happening.at', { time: time(atMs, false) }), ...said].join(' ');
    },
  };
}
