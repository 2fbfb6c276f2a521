import { readFile } from 'node:fs/promises';
import { findModel } from '@/lib/model';
import type { ModelEntry } from '@/lib/model/manifest';
import { loadSamples, type SampleSet } from '@/lib/model/samples';

export interface WithSamples {
  readonly model: ModelEntry;
  readonly samples: SampleSet;
}

/** A model and its shipped test samples. */
export async function withSamples(modelId: string): Promise<WithSamples> {
  const model = findModel(modelId);
  return { model, samples: await loadSamples(model, (file) => readFile(`public${file}`)) };
}
