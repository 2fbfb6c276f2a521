import type { Order, Report } from './messages';
import { serveOrders } from './serve-orders';

/* Plays scenarios in a thread of its own: nothing of it is on the page's. */

const { port1, port2 } = new MessageChannel();
let go = () => {};
port1.onmessage = () => go();

const serve = serveOrders({
  now: () => performance.now(),
  // A timer would be held back for milliseconds.
  pause: () =>
    new Promise((resolve) => {
      go = resolve;
      port2.postMessage(null);
    }),
  post: (report: Report) => self.postMessage(report),
});

self.onmessage = ({ data: order }: MessageEvent<Order>) => void serve(order);
