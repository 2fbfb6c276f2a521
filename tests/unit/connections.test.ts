import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { expect, test } from 'vitest';
import { watchConnections } from '@/lib/server/connections';

/** As much of a socket as is asked of it. */
class FakeSocket extends EventEmitter {
  said = '';
  constructor(readonly remoteAddress: string) {
    super();
  }
  end(text: string): void {
    this.said = text;
  }
  writableEnded = false;
  ended = 0;
  destroySoon(): void {
    this.writableEnded = true;
    this.ended++;
  }
  leave(): void {
    this.emit('close');
  }
}

function watched(isProxy = (_: string) => false) {
  const server = new EventEmitter() as Server;
  let refused = 0;
  const connections = watchConnections(server, () => refused++, { perAddress: 2, inAll: 3, ofThisMachine: 4 }, isProxy);
  const connect = (address: string) => {
    const socket = new FakeSocket(address);
    server.emit('connection', socket as never);
    return socket;
  };
  const isIn = (address: string) => connect(address).said === '';
  return { connect, isIn, connections, refused: () => refused };
}

test('An address has its share and all have theirs; who leaves makes room', () => {
  const { connect, isIn, refused } = watched();
  const first = connect('10.0.0.1');
  expect([isIn('10.0.0.1'), isIn('10.0.0.1')]).toEqual([true, false]);
  expect(refused()).toBe(1);
  first.leave();
  // The one that was told no is still there until it closes.
  expect(isIn('10.0.0.2')).toBe(true);
  expect(isIn('10.0.0.3')).toBe(false);
});

test('Programs of this machine, such as the load generator, take nothing from others and have room of their own', () => {
  const { isIn } = watched();
  expect(Array.from({ length: 5 }, () => isIn('127.0.0.1'))).toEqual([true, true, true, true, false]);
  expect([isIn('::1'), isIn('10.0.0.1'), isIn('10.0.0.2')]).toEqual([false, true, true]);
});

test('A proxy speaks for many, also over IPv6', () => {
  const { isIn } = watched((address) => address === '2001:db8::1');
  expect(Array.from({ length: 4 }, () => isIn('2001:db8::1'))).toEqual([true, true, true, false]);
});

test('A connection is asked to end once, however often those that do nothing are ended, and one that does something is not', () => {
  const { connect, connections } = watched();
  const [idle, busy] = [connect('10.0.0.1'), connect('10.0.0.2')];
  for (let round = 0; round < 20; round++) connections.end((socket) => socket !== (busy as unknown));
  expect([idle.ended, busy.ended]).toEqual([1, 0]);
});
