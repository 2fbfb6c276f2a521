import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { Boxes } from '@/components/exercises/paper/boxes';
import { Button } from '@/components/kit/button';
import { type Option, textOf } from '@/lib/exercises/option';
import { MOST_LETTERS } from './finding';
import styles from './order.module.css';
import { OrderRow } from './order-row';
import type { FieldProps, KindView, PaperProps } from './view';

/** Which control of which item is to have the focus once the list is drawn again. */
interface Target {
  readonly item: string;
  readonly control: 'up' | 'down' | 'next';
}

/** Items are pressed in the order they come to mind, each going to the next place; then they can be moved. */
function Field({ input, draft, disabled, onChange }: FieldProps<'order'>) {
  const t = useTranslations('prediction.order');
  const list = useRef<HTMLOListElement>(null);
  const target = useRef<Target | null>(null);
  const [said, setSaid] = useState('');
  const { order } = draft;
  const rest = input.items.filter(({ id }) => !order.includes(id));
  const placed = order.flatMap((id) => input.items.find((item) => item.id === id) ?? []);
  const count = input.items.length;

  // A row that moves in the document loses the focus, so it is given back.
  useLayoutEffect(() => {
    if (!target.current) return;
    const { item, control } = target.current;
    target.current = null;
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"] [data-control="${control}"]`)?.focus();
  });

  const change = (next: readonly string[], item: Option, focus: Target) => {
    target.current = focus;
    setSaid(t('said', { item: item.text, place: next.indexOf(item.id) + 1, count }));
    onChange({ ...draft, order: [...next] });
  };
  const append = (item: Option) => {
    const following = rest[rest.indexOf(item) + 1] ?? rest.find((other) => other !== item);
    const focus = following
      ? ({ item: following.id, control: 'next' } as const)
      : ({ item: item.id, control: 'up' } as const);
    change([...order, item.id], item, focus);
  };
  const move = (item: Option, by: -1 | 1) => {
    const from = order.indexOf(item.id);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    const next = order.toSpliced(from, 1).toSpliced(to, 0, item.id);
    change(next, item, { item: item.id, control: by < 0 ? 'up' : 'down' });
  };
  const empty = () => {
    target.current = input.items[0] ? { item: input.items[0].id, control: 'next' } : null;
    setSaid(t('emptied'));
    onChange({ ...draft, order: [] });
  };

  return (
    <div className="grid measure gap-2">
      {!disabled && <p>{rest.length > 0 ? t('hint', { next: placed.length + 1 }) : t('done')}</p>}
      <p className={`${styles.end} soft small`}>{input.first}</p>
      <ol ref={list} className="plain-list grid gap-2">
        {[...placed, ...rest].map((item, index) => (
          <OrderRow
            key={item.id}
            item={item}
            place={index < placed.length ? index + 1 : null}
            next={placed.length + 1}
            last={placed.length}
            disabled={disabled}
            onAppend={() => append(item)}
            onMove={(by) => move(item, by)}
          />
        ))}
      </ol>
      <div className="flex top between gap-4">
        <p className={`${styles.end} soft small`}>{input.last}</p>
        {!disabled && (
          <Button
            look="bare"
            className={`${styles.again} rigid target pad-x-2 ink small semibold underlined`}
            hidden={placed.length === 0}
            onClick={empty}
          >
            {t('again')}
          </Button>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

function Paper({ input: { items, first, last } }: PaperProps<'order'>) {
  const t = useTranslations('sets.print');
  return (
    <>
      <p className="soft small">
        {t('first', { first })}, {t('last', { count: items.length, last })}
      </p>
      <Boxes options={items} />
    </>
  );
}

export const order: KindView<'order'> = {
  Field,
  Paper,
  tolerance: 'toleranceOrder',
  summary: 'order',
  told: ({ items }, { order: ids }) => ids.map((id) => textOf(items, id)).join(', '),
  note: ({ ask: { input }, key: { rule } }, _given, { t }) =>
    t(rule?.first === 'most' ? 'note.orderMost' : 'note.order', { first: input.first, last: input.last }),
  finding({ items }, { by }, { t }) {
    const sorted = Object.entries(by).sort(([, a], [, b]) => a.value - b.value);
    const words = sorted.map(([id]) => textOf(items, id)).join(', ');
    return words.length > MOST_LETTERS ? null : t('found.order', { items: words });
  },
  answer: ({ items }, { order: ids }) => ids.map((id) => textOf(items, id)).join(' → '),
  history: ({ order: ids }, { format, name }) => format.list(ids.map(name), { type: 'unit' }),
};
