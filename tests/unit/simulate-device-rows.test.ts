import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceRows } from '@/lib/simulate/lanes/device-rows';

describe('The rows of devices', () => {
  test('are one for each that asks, the same whenever it asks, however many there are', () => {
    const device = fc.oneof(fc.integer({ min: 0, max: 2_000_000_000 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(fc.array(device, { minLength: 1, maxLength: 200 }), (asking) => {
        const rows = new DeviceRows(2_000_000_001, asking.length);
        const byDevice = new Map<number, number>();
        for (const one of asking) byDevice.set(one, byDevice.get(one) ?? byDevice.size);
        for (const one of [...asking, ...asking]) expect(rows.of(one)).toBe(byDevice.get(one));
        expect(rows.most).toBe(asking.length);
      }),
    );
  });

  test('are the devices themselves where there are few', () => {
    const rows = new DeviceRows(1000, 5);
    expect([rows.most, rows.of(999), rows.of(0)]).toEqual([1000, 999, 0]);
  });
});
