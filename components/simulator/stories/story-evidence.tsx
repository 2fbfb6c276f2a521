'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { TableCard } from '@/components/charts/table-card';
import { Choices } from '@/components/kit/choices';
import { FiguresTable } from '../figures-table';
import { MeasuresTable } from '../measures-table';
import { LivePicture } from '../picture/live-picture';
import type { PlayedScene } from '../played-scenes';
import { SimCharts } from '../sim-charts';
import { SimulatedBadge } from '../simulated-badge';
import { useInTurn } from '../use-in-turn';
import type { StoryFace } from './story-face';

/** A story is about what happens to all requests together. */
const LONGEST_MS = 120_000;
/** The charts of more scenes would be too many to be seen: then those of one scene stand alone. */
const MOST_CHARTED = 3;

interface StoryEvidenceProps {
  readonly face: Pick<StoryFace, 'title' | 'scenes'>;
  readonly played: readonly PlayedScene[];
}

/** The scenes side by side, the picture and the figures of one of them, and the charts of all. */
export function StoryEvidence({ face, played }: StoryEvidenceProps) {
  const t = useTranslations('simulator.story');
  const [sceneId, setSceneId] = useState(face.scenes[0]?.id);
  const [first, ...others] = played;
  const scene = played.find(({ id }) => id === sceneId) ?? first;
  const charted = useMemo(() => (played.length <= MOST_CHARTED || !scene ? played : [scene]), [played, scene]);
  const sides = useMemo(
    () =>
      charted.map(({ id, name, simulated: outcome }) => ({
        outcome,
        name: `${face.title}, ${name}`,
        ...(charted.length > 1 && { scene: { id, name } }),
      })),
    [charted, face.title],
  );
  const pictured = useInTurn(scene ?? null, 1);
  const figured = useInTurn(scene ?? null, 2);
  if (!first || !scene) return null;
  return (
    <section className="above-8" aria-label={t('scenes')}>
      <h2 className="below-3">{others.length > 0 ? t('scenes') : scene.name}</h2>
      {others.length > 0 && (
        <>
          <TableCard name="scenes" title={t('compared')} tools={<SimulatedBadge />} note={t('sameSeed')}>
            <MeasuresTable label={t('compared')} ratio={t('times')} sides={[sideOf(first), ...others.map(sideOf)]} />
          </TableCard>
          <div className="above-6 below-4">
            <Choices label={t('scene')} value={scene.id} choices={face.scenes} onChoose={setSceneId} />
          </div>
        </>
      )}
      {pictured && (
        <LivePicture
          key={pictured.id}
          scenario={pictured.simulated.scenario}
          samples={pictured.simulated.samples}
          longestMs={LONGEST_MS}
        />
      )}
      {figured && (
        <>
          <div className="grid one-column gap-4 above-4">
            <FiguresTable outcome={figured.simulated} />
          </div>
          {sides.length > 1 && <h3 className="above-8">{t('charts')}</h3>}
          <SimCharts sides={sides} />
        </>
      )}
    </section>
  );
}

const sideOf = ({ id, name, simulated }: PlayedScene) => ({ id, heading: name, lanes: simulated.lanes });
