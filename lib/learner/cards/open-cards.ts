import 'client-only';
import { type CardStore, createCardStore, type Neighbours } from './card-store';
import { deviceKeeper } from './device-keeper';

/** The cards of this device. */
export function openCards(): CardStore {
  return createCardStore(deviceKeeper, neighbours());
}

function neighbours(): Neighbours {
  if (typeof BroadcastChannel === 'undefined') return { tell() {}, listen: () => () => {} };
  let channel: BroadcastChannel | null = null;
  return {
    tell: () => channel?.postMessage('changed'),
    listen(listener) {
      const opened = new BroadcastChannel('trilane-cards');
      channel = opened;
      opened.addEventListener('message', listener);
      return () => {
        opened.close();
        if (channel === opened) channel = null;
      };
    },
  };
}
