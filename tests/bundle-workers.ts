import { bundleServerIfStale } from '../lib/commands/bundle.mjs';

/** Engines and the API start real worker threads and processes: these must be the bundles of the sources under test. */
export async function setup(): Promise<void> {
  await bundleServerIfStale();
}
