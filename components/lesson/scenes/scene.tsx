'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { PartBoundary } from '@/components/shell/lazy-part';
import type { AnalogyId } from '@/lib/lesson/outline';

/** Each comes with its own script, and only where it stands. */
const SCENES: Readonly<Record<AnalogyId, ComponentType<{ alt: string }>>> = {
  grading: dynamic(() => import('./grading-scene').then(({ GradingScene }) => GradingScene)),
  coffee: dynamic(() => import('./coffee-scene').then(({ CoffeeScene }) => CoffeeScene)),
  thermostat: dynamic(() => import('./thermostat-scene').then(({ ThermostatScene }) => ThermostatScene)),
  bakery: dynamic(() => import('./bakery-scene').then(({ BakeryScene }) => BakeryScene)),
};

/**
 * The scene of an analogy, to play with. Stands in `MantineRoot`. Messages: `scenes`, `charts`, `modes`.
 * @param alt what the picture shows, for those who do not see it
 */
export function Scene({ id, alt }: { readonly id: AnalogyId; readonly alt: string }) {
  const Drawn = SCENES[id];
  return (
    <PartBoundary>
      <Drawn alt={alt} />
    </PartBoundary>
  );
}
