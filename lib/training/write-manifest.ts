/**
 * Writes what is known about the models, all of it measured here:
 * public/models/manifest.json, the shipped samples and the cards.
 *
 *     npx tsx lib/training/write-manifest.ts
 *
 * Refuses to write where runtimes differ by more than a version's tolerance.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readSplit, type Split, seededIndices, selectImages } from './idx';
import type { Manifest, ManifestModel, MeasuredVersion } from './manifest';
import { CLASS_COUNT, wilson } from './measure';
import { measureFile, sha256 } from './measure-file';
import { modelCard } from './model-card';
import { MODELS, type ModelPlan, publicFile, SEED, type VersionPlan, versionUrl } from './models';
import { readMetadata } from './onnx-graph';

const SAMPLE_COUNT = 1000;
/** The trained weights are the project's own. */
const WEIGHTS_LICENCE = 'MIT';

async function measureVersion(
  model: ModelPlan,
  plan: VersionPlan,
  test: Split,
  samples: Split,
): Promise<MeasuredVersion> {
  const url = versionUrl(model.id, plan.id);
  const file = publicFile(url);
  const content = readFileSync(file);
  const metadata = readMetadata(content);

  const measurement = await measureFile(file, test, samples);
  const { agreement } = measurement;
  console.log(model.id, plan.id, measurement);
  const largest = Math.max(agreement.largestDifference, agreement.largestDifferenceUnfused);
  if (largest > plan.toleranceAbsolute) {
    throw new Error(
      `${model.id} ${plan.id}: probabilities differ by ${largest}, ` +
        `more than the tolerance of ${plan.toleranceAbsolute} in models.ts`,
    );
  }

  const weakestName = model.classes[measurement.weakestClass];
  if (weakestName === undefined) throw new Error(`${model.id}: more classes than names`);
  return {
    agreement,
    weakest: { name: weakestName, share: measurement.weakestShare },
    version: {
      id: plan.id,
      file: url,
      precision: plan.precision,
      size: plan.size,
      sizeBytes: content.length,
      sha256: sha256(content),
      seed: Number(metadata.get('seed')),
      parameters: Number(metadata.get('parameters')),
      megaFlops: Number(metadata.get('megaFlops')),
      licence: WEIGHTS_LICENCE,
      accuracy: wilson(measurement.correct, test.count),
      sampleAccuracy: { correct: measurement.sampleCorrect, count: samples.count },
      tolerance: { absolute: plan.toleranceAbsolute },
    },
  };
}

async function describeModel(plan: ModelPlan): Promise<ManifestModel> {
  const test = readSplit(plan.id, 't10k');
  const samples = selectImages(test, seededIndices(SEED, test.count, SAMPLE_COUNT));
  const folder = `/models/${plan.id}`;
  const file = `${folder}/samples.u8`;
  const labelsFile = `${folder}/labels.u8`;
  writeFileSync(publicFile(file), samples.images);
  writeFileSync(publicFile(labelsFile), samples.labels);

  const measured: MeasuredVersion[] = [];
  for (const version of plan.versions) {
    measured.push(await measureVersion(plan, version, test, samples));
  }
  const model: ManifestModel = {
    id: plan.id,
    input: { name: 'image', datatype: 'FP32', shape: [-1, 1, 28, 28] },
    output: { name: 'probabilities', datatype: 'FP32', shape: [-1, CLASS_COUNT] },
    classes: plan.classes,
    defaultVersion: plan.defaultVersion,
    data: {
      ...plan.data,
      trainCount: readSplit(plan.id, 'train').count,
      testCount: test.count,
    },
    samples: {
      file,
      labelsFile,
      count: samples.count,
      sha256: sha256(samples.images),
      labelsSha256: sha256(samples.labels),
      seed: SEED,
    },
    versions: measured.map(({ version }) => version),
  };
  writeFileSync(publicFile(`${folder}/README.md`), modelCard(model, measured));
  return model;
}

const models: ManifestModel[] = [];
for (const plan of MODELS) models.push(await describeModel(plan));
const manifest: Manifest = { schema: 1, models };
writeFileSync(publicFile('/models/manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
