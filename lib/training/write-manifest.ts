/**
 * Writes what is known about the models, all of it measured here:
 * public/models/manifest.json, the shipped samples and the cards.
 *
 *     npx tsx lib/training/write-manifest.ts
 *
 * Refuses to write where runtimes differ by more than a version's tolerance.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Feature } from '../model/features';
import { errorsByGroup } from './group-errors';
import { readSplit } from './idx';
import { imageModelCard } from './image-card';
import type { Manifest, ManifestModel, MeasuredVersion } from './manifest';
import { probabilities, wilson } from './measure';
import { measureFile, scoresOf, sha256 } from './measure-file';
import { MODELS, type ModelPlan, publicFile, SEED, type TableModelId, type VersionPlan, versionUrl } from './models';
import { readMetadata } from './onnx-graph';
import { tableModelCard } from './table-card';
import { readFacts, readReference, readTestRows } from './table-data';
import { imageSet, type TestSet, tableSet } from './test-set';

const SAMPLE_COUNT = 1000;
/** The trained weights are the project's own. */
const WEIGHTS_LICENCE = 'MIT';

/** What a model is measured on, and what its data says. */
interface Material {
  readonly test: TestSet;
  readonly trainCount: number;
  readonly features?: readonly Feature[];
}

function materialOf(plan: ModelPlan): Material {
  const classCount = plan.classes.length;
  if (plan.takes === 'images') {
    return {
      test: imageSet(readSplit(plan.id, 't10k'), classCount),
      trainCount: readSplit(plan.id, 'train').count,
    };
  }
  return { test: tableSet(readTestRows(plan.id), classCount), ...readFacts(plan.id) };
}

async function measureVersion(
  model: ModelPlan,
  plan: VersionPlan,
  test: TestSet,
  samples: TestSet,
): Promise<MeasuredVersion> {
  const url = versionUrl(model.id, plan.id);
  const file = publicFile(url);
  const content = readFileSync(file);

  const measurement = await measureFile(file, test, samples);
  const { agreement, auc } = measurement;
  console.log(model.id, plan.id, measurement);
  const fromReference = model.takes === 'table' ? await differenceFromReference(model.id, plan.id, file, test) : null;
  const largest = Math.max(agreement.largestDifference, agreement.largestDifferenceUnfused, fromReference ?? 0);
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
    fromReference,
    weakest: { name: weakestName, share: measurement.weakestShare },
    version: {
      id: plan.id,
      file: url,
      precision: plan.precision,
      size: plan.size,
      sizeBytes: content.length,
      sha256: sha256(content),
      ...factsIn(content),
      licence: WEIGHTS_LICENCE,
      accuracy: wilson(measurement.correct, test.count),
      ...(auc && { auc }),
      sampleAccuracy: { correct: measurement.sampleCorrect, count: samples.count },
      tolerance: { absolute: plan.toleranceAbsolute },
    },
  };
}

/** What a file says about itself. */
function factsIn(content: Uint8Array): Pick<MeasuredVersion['version'], 'seed' | 'parameters' | 'megaFlops' | 'trees'> {
  const metadata = readMetadata(content);
  const number = (key: string) => (metadata.has(key) ? Number(metadata.get(key)) : null);
  const [seed, parameters, count, leaves, depth] = ['seed', 'parameters', 'trees', 'leaves', 'depth'].map(number);
  if (seed == null || parameters == null) throw new Error('a model file does not tell its seed and its parameters');
  const hasTrees = count != null && leaves != null && depth != null;
  return { seed, parameters, megaFlops: number('megaFlops'), ...(hasTrees && { trees: { count, leaves, depth } }) };
}

/** Largest difference between a version and the library that trained it, over the test set. */
async function differenceFromReference(
  modelId: TableModelId,
  versionId: string,
  file: string,
  test: TestSet,
): Promise<number> {
  const scores = scoresOf(await probabilities(file, test, 'native', 1));
  const reference = readReference(modelId, versionId);
  if (reference.length !== scores.length) throw new Error(`${modelId} ${versionId}: train it again, its notes are old`);
  return scores.reduce((most, score, index) => Math.max(most, Math.abs(score - (reference[index] ?? Number.NaN))), 0);
}

async function tableCardOf(
  modelId: TableModelId,
  model: ManifestModel,
  measured: readonly MeasuredVersion[],
): Promise<string> {
  const rows = readTestRows(modelId);
  const file = publicFile(versionUrl(modelId, model.defaultVersion));
  const scores = scoresOf(await probabilities(file, tableSet(rows, model.classes.length), 'native', 1));
  return tableModelCard(model, measured, rows.labels, errorsByGroup(rows, model.features ?? [], scores));
}

async function describeModel(plan: ModelPlan): Promise<ManifestModel> {
  const { test, trainCount, features } = materialOf(plan);
  const samples = test.draw(SAMPLE_COUNT);
  const folder = `/models/${plan.id}`;
  const file = `${folder}/${plan.takes === 'images' ? 'samples.u8' : 'samples.f32'}`;
  const labelsFile = `${folder}/labels.u8`;
  writeFileSync(publicFile(file), samples.bytes);
  writeFileSync(publicFile(labelsFile), samples.labels);

  const measured: MeasuredVersion[] = [];
  for (const version of plan.versions) {
    measured.push(await measureVersion(plan, version, test, samples));
  }
  const model: ManifestModel = {
    id: plan.id,
    input: { name: test.inputName, datatype: 'FP32', shape: [-1, ...test.rowShape] },
    output: { name: 'probabilities', datatype: 'FP32', shape: [-1, plan.classes.length] },
    classes: plan.classes,
    ...(plan.otherNames && { otherNames: plan.otherNames }),
    ...(features && { features }),
    defaultVersion: plan.defaultVersion,
    data: { ...plan.data, trainCount, testCount: test.count, commonestShare: commonestShare(test) },
    samples: {
      file,
      labelsFile,
      count: samples.count,
      sha256: sha256(samples.bytes),
      labelsSha256: sha256(samples.labels),
      seed: SEED,
    },
    versions: measured.map(({ version }) => version),
  };
  const card =
    plan.takes === 'images' ? imageModelCard(plan.id, model, measured) : await tableCardOf(plan.id, model, measured);
  writeFileSync(publicFile(`${folder}/README.md`), card);
  return model;
}

function commonestShare({ labels, classCount, count }: TestSet): number {
  const counts = Array.from({ length: classCount }, (_, wanted) => labels.filter((label) => label === wanted).length);
  return Math.round((Math.max(...counts) / count) * 1e5) / 1e5;
}

const models: ManifestModel[] = [];
for (const plan of MODELS) models.push(await describeModel(plan));
const manifest: Manifest = { schema: 1, models };
writeFileSync(publicFile('/models/manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
