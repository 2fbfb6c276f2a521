import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { OptionWords } from '@/components/exercises/inputs/option-words';
import { Button } from '@/components/kit/button';
import type { Option } from '@/lib/exercises/option';
import styles from './order.module.css';

interface OrderRowProps {
  readonly item: Option;
  /** From 1; `null` while it has none. */
  readonly place: number | null;
  /** The place it would get. */
  readonly next: number;
  /** The last place taken. */
  readonly last: number;
  readonly disabled: boolean;
  onAppend(): void;
  onMove(by: -1 | 1): void;
}

/** An item: with its place and a way up and down, or to be pressed for the next place. */
export function OrderRow({ item, place, next, last, disabled, onAppend, onMove }: OrderRowProps) {
  const t = useTranslations('prediction.order');
  const figures = useFigures();
  if (place === null)
    return (
      <li className={`${styles.row} row gap-3 bg-card bordered-control rounded`} data-item={item.id}>
        <Button
          look="bare"
          className={`${styles.next} row grow gap-3 pad-y-1 pad-x-3 text-start`}
          data-control="next"
          disabled={disabled}
          aria-label={t('next', { item: item.text, place: next })}
          onClick={onAppend}
        >
          <span
            className={`${styles.place} center rigid bolder figures round`}
            data-next={figures.count(next)}
            aria-hidden="true"
          />
          <OptionWords option={item} />
        </Button>
      </li>
    );
  return (
    <li className={`${styles.row} row gap-3 bg-card bordered-control rounded`} data-item={item.id} data-place={place}>
      <span className={`${styles.place} center rigid bolder figures round`}>
        <span className="visually-hidden">{t('place', { place })}</span>
        <span aria-hidden="true">{figures.count(place)}</span>
      </span>
      <OptionWords option={item} />
      {!disabled && (
        <span className="flex push rigid">
          {/* Not disabled at the ends: the focus would be lost. */}
          <MoveButton
            control="up"
            label={t('up', { item: item.text })}
            isIdle={place === 1}
            onPress={() => onMove(-1)}
          />
          <MoveButton
            control="down"
            label={t('down', { item: item.text })}
            isIdle={place === last}
            onPress={() => onMove(1)}
          />
        </span>
      )}
    </li>
  );
}

const ARROWS = { up: 'M5 12.5 10 7.5l5 5', down: 'M5 7.5l5 5 5-5' } as const;

interface MoveButtonProps {
  readonly control: keyof typeof ARROWS;
  readonly label: string;
  readonly isIdle: boolean;
  onPress(): void;
}

function MoveButton({ control, label, isIdle, onPress }: MoveButtonProps) {
  return (
    <Button
      look="bare"
      className={`${styles.move} center`}
      data-control={control}
      aria-label={label}
      aria-disabled={isIdle}
      onClick={onPress}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={ARROWS[control]} />
      </svg>
    </Button>
  );
}
