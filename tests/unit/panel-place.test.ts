import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { panelPlace } from '@/components/timeline/panel-place';

const PANEL = { width: 280, height: 230 };
const CARD = { top: 300, bottom: 620 };
const ONLINE = { top: 390, bottom: 460 };

describe('the facts of an item', () => {
  test('stand beside the tracks where there is room, as high as their track', () => {
    const track = { top: 310, bottom: 380 };
    expect(panelPlace(PANEL, track, CARD, { roomPx: 320, windowPx: 900 })).toEqual({ at: 'beside', fromTop: 0 });
  });

  test('end with the card of the tracks and with the window, so that nothing below is covered', () => {
    expect(panelPlace(PANEL, { top: 500, bottom: 570 }, CARD, { roomPx: 320, windowPx: 900 })).toEqual({
      at: 'beside',
      fromTop: 620 - 230 - 500,
    });
    const place = panelPlace(PANEL, ONLINE, CARD, { roomPx: 320, windowPx: 600 });
    expect(place.at === 'beside' && ONLINE.top + place.fromTop + PANEL.height).toBeLessThan(600);
  });

  test('stand below their track where there is no room beside it, and above it where the window ends', () => {
    expect(panelPlace(PANEL, ONLINE, CARD, { roomPx: 20, windowPx: 900 })).toEqual({ at: 'below' });
    expect(panelPlace(PANEL, ONLINE, CARD, { roomPx: 20, windowPx: 600 })).toEqual({ at: 'above' });
  });

  test('beside the tracks never begin above their card', () => {
    const px = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(px, px, px, px, (top, height, offset, windowPx) => {
        const card = { top, bottom: top + height };
        const track = { top: top + Math.min(offset, height), bottom: top + height };
        const place = panelPlace(PANEL, track, card, { roomPx: 320, windowPx });
        expect(place.at === 'beside' && track.top + place.fromTop).toBeGreaterThanOrEqual(top);
      }),
    );
  });
});
