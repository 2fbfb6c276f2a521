import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { addressesOf } from '@/lib/server/addresses';

const at = (address: string, internal = false): NetworkInterfaceInfo =>
  ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NetworkInterfaceInfo;

const LO = { lo: [at('127.0.0.1', true), at('::1', true)] };
const LAN = at('192.168.1.20');
const DOCKER = { docker0: [at('172.17.0.1')], 'br-5f2a': [at('172.18.0.1')], veth12: [at('fe80::1')] };

test.each<[string, string, Parameters<typeof addressesOf>[2], string[]]>([
  ['this machine alone', 'localhost', { eth0: [LAN] }, ['http://localhost:3000']],
  ['an address of its own', '192.168.1.20', { eth0: [LAN] }, ['http://192.168.1.20:3000']],
  ['an address of IPv6', '::1', LO, ['http://[::1]:3000']],
  ['all, where there is one', '0.0.0.0', { ...LO, eth0: [LAN] }, ['http://localhost:3000', 'http://192.168.1.20:3000']],
  [
    'all, with two networks',
    '0.0.0.0',
    { ...LO, eth0: [LAN], wlan0: [at('10.0.0.7')] },
    ['http://localhost:3000', 'http://192.168.1.20:3000', 'http://10.0.0.7:3000'],
  ],
  [
    'all, beside those of containers',
    '::',
    { ...LO, ...DOCKER, eth0: [LAN, at('fe80::2'), at('2001:db8::5')] },
    ['http://localhost:3000', 'http://192.168.1.20:3000'],
  ],
  [
    'all, of which only IPv6 leads out',
    '::',
    { ...DOCKER, eth0: [at('2001:db8::5')] },
    ['http://localhost:3000', 'http://[2001:db8::5]:3000'],
  ],
  [
    'those of IPv4, of which none leads out',
    '0.0.0.0',
    { ...LO, eth0: [at('2001:db8::5')] },
    ['http://localhost:3000'],
  ],
  ['all, without a network', '0.0.0.0', LO, ['http://localhost:3000']],
  [
    'all, with a link-local one at best',
    '0.0.0.0',
    { ...LO, eth0: [at('169.254.7.7')] },
    ['http://localhost:3000', 'http://169.254.7.7:3000'],
  ],
  [
    'all, with a bridge at best',
    '0.0.0.0',
    { ...LO, docker0: [at('172.17.0.1')] },
    ['http://localhost:3000', 'http://172.17.0.1:3000'],
  ],
  ['one address twice', '0.0.0.0', { eth0: [LAN], eth1: [LAN] }, ['http://localhost:3000', 'http://192.168.1.20:3000']],
])('A server that listens on %s says where it is opened', (_, host, interfaces, expected) => {
  expect(addressesOf(host, 3000, interfaces)).toEqual(expected);
});
