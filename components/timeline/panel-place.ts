/** The edges of a part of the page; px. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** Where the facts of an item stand; `fromTop`: how far below the top of its track, px. */
export type PanelPlace = { readonly at: 'beside'; readonly fromTop: number } | { readonly at: 'below' | 'above' };

/** From a track to what stands beside or below it. px */
const GAP_PX = 16;

/**
 * Beside the tracks where there is room for it, and then within their card: nothing of a track is covered, nor of what stands
 * below the card. Else below its track, or above it where the window ends.
 *
 * @param roomPx beside the track, up to the end of the card
 * @param card that holds all tracks
 */
export function panelPlace(
  panel: { readonly width: number; readonly height: number },
  track: Span,
  card: Span,
  { roomPx, windowPx }: { readonly roomPx: number; readonly windowPx: number },
): PanelPlace {
  if (panel.width + GAP_PX <= roomPx) {
    // It ends with the card or the window, whichever comes first, and begins with the card at the least.
    const latest = Math.min(card.bottom, windowPx - GAP_PX / 2) - panel.height;
    return { at: 'beside', fromTop: Math.max(card.top, Math.min(track.top, latest)) - track.top };
  }
  const neededPx = panel.height + GAP_PX;
  return { at: track.bottom + neededPx > windowPx && track.top > neededPx ? 'above' : 'below' };
}
