/**
 * Makes the int8 versions of the trained models.
 *
 *     npx tsx lib/training/quantise.ts            all of them
 *     npx tsx lib/training/quantise.ts clothing   those of one model
 *
 * Static quantisation is calibrated on training images only: the test set is
 * kept for measuring.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { readSplit, seededIndices, selectImages } from './idx';
import { MODELS, publicFile, SEED, versionUrl } from './models';
import { readFloatModel } from './onnx-graph';
import { quantiseDynamic } from './quantise-dynamic';
import { quantiseStatic } from './quantise-static';

const CALIBRATION_IMAGES = 512;

const [wanted] = process.argv.slice(2);
const images = MODELS.filter((model) => model.takes === 'images');
const chosen = images.filter(({ id }) => wanted === undefined || wanted === id);
if (chosen.length === 0) {
  throw new Error(`no model ${wanted}; there are ${images.map(({ id }) => id).join(', ')}`);
}

for (const { id, versions } of chosen) {
  const training = readSplit(id, 'train');
  const indices = seededIndices(SEED, training.count, CALIBRATION_IMAGES);
  const calibration = selectImages(training, indices);
  for (const version of versions.filter(({ precision }) => precision !== 'fp32')) {
    const source = publicFile(versionUrl(id, version.from));
    const target = publicFile(versionUrl(id, version.id));
    const model = readFloatModel(readFileSync(source));
    const content =
      version.precision === 'int8-static' ? await quantiseStatic(model, calibration) : quantiseDynamic(model);
    writeFileSync(target, content);
    console.log(`${id} ${version.id}: ${statSync(source).size} -> ${content.length} bytes`);
  }
}
