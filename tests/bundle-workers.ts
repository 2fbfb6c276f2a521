import { existsSync } from 'node:fs';
import { bundleServerIfStale } from '../lib/commands/bundle.mjs';

/** Engines and the API start real worker threads and processes: these must be the bundles of the sources under test. */
export async function setup(): Promise<void> {
  // Without trained models there is nothing to serve, and the tests of pure code run all the same.
  if (existsSync('public/models/manifest.json')) await bundleServerIfStale();
}
