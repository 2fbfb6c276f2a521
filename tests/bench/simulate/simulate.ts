import type { BenchRow, BenchSetting } from '../bench-row';
import { benchSpeed } from './speed';
import { benchTheory } from './theory';
import { benchValidation } from './validation';

export const SIMULATE_PARTS = ['speed', 'theory', 'validation'] as const;

/** How fast the simulator is, how near to theory, and how near to runs that it predicted. */
export async function benchSimulate({ browser, baseUrl, parts }: BenchSetting): Promise<BenchRow[]> {
  const asked = (part: (typeof SIMULATE_PARTS)[number]) => parts.length === 0 || parts.includes(part);
  return [
    ...(asked('speed') ? await benchSpeed(browser) : []),
    ...(asked('theory') ? benchTheory() : []),
    ...(asked('validation') ? await benchValidation(browser, baseUrl) : []),
  ];
}
