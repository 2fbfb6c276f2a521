import { LANE_STYLE } from '@/components/marks/lane-style';
import { spread } from '@/lib/chart/labels';
import type { LaneKey } from '@/lib/measure/lane-record';
import { Marks } from './plot';
import { Words } from './words';

/** Names to the right of where the lines of lanes end, moved apart where the lines end close together. */
export function EndNames({
  ends,
}: {
  readonly ends: readonly (LaneKey & { readonly name: string; readonly value: number })[];
}) {
  return (
    <Marks>
      {({ toY, top, bottom, right, textPx }) => {
        const middles = spread(
          ends.map(({ value }) => toY(value)),
          textPx * 1.35,
          top - textPx / 2,
          bottom + textPx / 2,
        );
        return ends.map(({ id, modeId, name }, index) => (
          <Words
            key={id}
            x={right + 8}
            y={(middles[index] ?? 0) + textPx * 0.35}
            lines={name}
            textPx={textPx}
            colour={LANE_STYLE[modeId].textColour}
          />
        ));
      }}
    </Marks>
  );
}
