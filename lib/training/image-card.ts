/** The card of a model of images (README.md beside its files): prose from card-prose.ts, numbers as measured. */
import { agreementTable, grouped, kilobytes, percent, table, withInterval } from './card-figures';
import { CARD_PROSE } from './card-prose';
import type { ManifestModel, MeasuredVersion } from './manifest';
import type { ImageModelId } from './models';

/** The card as Markdown. Every number comes from the measurement, none from the prose. */
export function imageModelCard(
  modelId: ImageModelId,
  model: ManifestModel,
  measured: readonly MeasuredVersion[],
): string {
  const prose = CARD_PROSE[modelId];
  const { data, samples } = model;
  return `<!-- Written by lib/training/write-manifest.ts, numbers included. Change the script, not this file. -->

# ${prose.title}

${prose.purpose}

Input: \`${model.input.name}\`, float32 \`[batch, 1, 28, 28]\`, grey values from 0 (background) to 1.
Output: \`${model.output.name}\`, float32 \`[batch, 10]\`, one probability for each class:
${model.classes.map((name) => `\`${name}\``).join(', ')}.

## Versions

${versionTable(model, measured)}

Accuracy is the share of the ${grouped(data.testCount)} held-out test images that are recognised, one
image at a time, with the Wilson 95 % interval. The interval speaks of chance in the choice of test
images only, not of images of another kind. *Samples* are the ${grouped(samples.count)} of them that are shipped
here. *MFLOP* is millions of floating-point operations for one image, a multiplication and an addition
counting as two; the int8 versions do as many operations, in integers. *Parameters* are counted after
batch normalisation has been folded into the convolutions.

${prose.versions}

## Same answer everywhere

The shipped samples were run natively (onnxruntime-node) and in WebAssembly (onnxruntime-web), one at
a time and in batches of 32 and 128. The largest difference between any two probabilities for the same
image, and the number of images whose answer changed (*unfused* compares native runs with one that
computes the graph as it is written, operator by operator in floats, as another runtime might):

${agreementTable(measured)}

${prose.agreement}

## Data

${prose.data}

Trained on ${grouped(data.trainCount)} images, measured on ${grouped(data.testCount)} others that took no part in training
or quantising. ${prose.testUse} Seed ${samples.seed} fixes weights, order, augmentation, calibration images and
samples. \`samples.u8\` holds ${grouped(samples.count)} test images chosen by a seeded permutation (784 bytes each, row by
row, 0 to 255), \`labels.u8\` one label byte each.

## Limits

${prose.limits}

## Who should not rely on it

${prose.misuse}

## Licence

The weights are under the MIT licence, like the rest of this project. The sample images keep the
licence of their data set: ${data.licence}.
${prose.notice}`;
}

function versionTable(model: ManifestModel, measured: readonly MeasuredVersion[]): string {
  const rows = measured.map(({ version, weakest }) => {
    const { accuracy, sampleAccuracy } = version;
    const isDefault = version.id === model.defaultVersion ? ' (default)' : '';
    return [
      `\`${version.id}\`${isDefault}`,
      version.precision,
      kilobytes(version.sizeBytes),
      grouped(version.parameters),
      (version.megaFlops ?? 0).toFixed(1),
      withInterval(accuracy),
      `${sampleAccuracy.correct} of ${grouped(sampleAccuracy.count)}`,
      `${weakest.name}, ${percent(weakest.share)}`,
    ];
  });
  return table(['Version', 'Precision', 'Size', 'Parameters', 'MFLOP', 'Accuracy', 'Samples', 'Weakest class'], rows);
}
