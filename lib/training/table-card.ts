/** The card of `credit-risk` (README.md beside its files): every number as measured, none typed. */
import type { Feature } from '../model/features';
import { agreementTable, grouped, kilobytes, percent, table, withInterval } from './card-figures';
import type { GroupErrors } from './group-errors';
import type { ManifestModel, MeasuredVersion } from './manifest';

/** The card as Markdown. @param labels of the test rows: 1 is a bad loan */
export function tableModelCard(
  model: ManifestModel,
  measured: readonly MeasuredVersion[],
  labels: Uint8Array,
  groups: readonly GroupErrors[],
): string {
  const { data, samples, features = [] } = model;
  const bad = labels.filter((label) => label === 1).length;
  return `<!-- Written by lib/training/write-manifest.ts, numbers included. Change the script, not this file. -->

# credit-risk: will a loan turn out good or bad?

Says of a loan how probable it is that it turned out bad, from what was known about the borrower and the loan. It is the
kind of model that a bank runs at night over its whole book: rows instead of pictures, and so little work a row that
what is around it is what costs.

Input: \`${model.input.name}\`, float32 \`[batch, ${features.length}]\`, raw features in the order below: a number as it is, a
category as its code, **-1 for what is not known** (anything below 0, and NaN, is taken for that; the wire carries no NaN).
Output: \`${model.output.name}\`, float32 \`[batch, ${model.classes.length}]\`, one probability for each class:
${model.classes.map((name) => `\`${name}\``).join(', ')}.

Nobody has to prepare a row: filling in what is missing, scaling and encoding are inside the graph, so that every
runtime does them in the same way.

## Features

${featureTable(features)}

The names and the values are those of the data (\`partime\` included), in lower case; the documentation of the data says
nothing of units or of what a name stands for. Ranges are those of the training rows. Nothing in the data is negative,
which is why -1 is free to say "not known".

## Versions

${versionTable(model, measured)}

- \`trees\`: ${treeWords(measured)} What is missing in a column of numbers is replaced by the training median; a
  missing category stays -1, and the trees split on the codes as if they were numbers.
- \`logit\`: logistic regression. Numbers are filled in likewise, scaled, and cut off at 4 standard deviations;
  categories become one 0 or 1 for each of their values, all 0 where it is missing.

*Accuracy* is the share of the ${grouped(data.testCount)} held-out test rows that fall on the right side, "bad" being said from a
probability of 0.5 on, with the Wilson 95 % interval. ${grouped(bad)} of these rows are bad: to say "good" every time would be
right for ${percent(data.commonestShare)}. *AUC* is the area under the ROC curve: how often a bad loan is given the
higher risk of two, one good and one bad. A coin has 0.5. Its 95 % interval is after DeLong, DeLong and
Clarke-Pearson (1988). Intervals speak of chance in the choice of test rows only, not of loans of another time or place.
*Found* is the share of the class that is found less often. *Samples* are the ${grouped(samples.count)} test rows that are shipped here.
*Parameters* counts a number for every node of a tree.

The intervals of the two versions overlap widely: the data does not show that the trees are better.

## Same answer everywhere

The shipped samples were run natively (onnxruntime-node) and in WebAssembly (onnxruntime-web), one at
a time and in batches of 32 and 128. The largest difference between any two probabilities for the same
row, and the number of rows whose answer changed (*unfused* compares native runs with one that
computes the graph as it is written):

${agreementTable(measured)}

Sums are taken in another order, which moves the last digits. Against scikit-learn, which trained them, the largest
difference over all test rows is ${measured.map(({ version, fromReference }) => `${(fromReference ?? 0).toExponential(1)} (\`${version.id}\`)`).join(' and ')}.

## Data

\`credit_data\`: ${grouped(data.trainCount + data.testCount)} loans, from the R package \`modeldata\` (Debian \`r-cran-modeldata\`). Its documentation
says where the data comes from: the website of Dr. Lluís A. Belanche Muñoz, by way of a GitHub repository of
Dr. Gaston Sanchez (<https://github.com/gastonstat/CreditScoring>); one row without an outcome was removed. It does
**not** say who lent, to whom, where, when or in what currency, or how "bad" was decided.

Trained on ${grouped(data.trainCount)} rows, measured on ${grouped(data.testCount)} others that took no part in training, with the same share of
bad loans in both. The settings were fixed before these test rows were looked at, after trials of the same settings on
another split of the same data; both files are first runs. Seed ${samples.seed} fixes the split, the trees and the samples.
\`samples.f32\` holds ${grouped(samples.count)} test rows chosen by a seeded permutation (${features.length} little-endian floats each), \`labels.u8\` one
label byte each, 1 for bad.

The Lab and the batch console can make more rows than there are. Such rows are generated, not loans, and are always
called so.

## Limits

- It knows loans that were granted. Of applications that were refused the data knows no outcome, so it cannot say
  anything about them.
- Place, time and currency are not known, so nothing can be said of today's loans anywhere.
- ${grouped(bad)} bad loans in the test rows is few: small differences between versions mean nothing.
- A row outside the ranges above gets an answer as well, and no warning.
- The probabilities were not checked for calibration; read them as an order, not as a chance.

## Fairness

**Age and marital status are among the features**, and others (home, job, records) can stand in for them. In many places
the law limits or forbids their use in deciding on credit, and a model that has them can treat people worse for who they
are. They are kept here because the data has them and because a class should see and discuss it. How the errors of
\`${model.defaultVersion}\` fall on the test rows, with Wilson 95 % intervals:

${groupTable(groups)}

Most of the intervals overlap; where two of a column do not, chance alone would rarely make such a gap. Nor is an overlap
evidence of fairness: so few rows could hide large differences, and equal errors are one idea of fairness among several
that cannot all be had at once. Leaving columns out does not by itself make a model fair either.

## Who should not rely on it

Nobody who lends, and nobody who borrows: not for granting, refusing or pricing a loan, not for judging a person. It is a
teaching model of how such systems are *run*. A real one needs data of its own time and place, a test for fairness,
reasons that can be given to the person concerned, and a human being who answers for the decision.

## Licence

The models are under the MIT licence, like the rest of this project. \`modeldata\`, with the data in it, is under
the ${data.licence} licence, copyright 2019 Max Kuhn, RStudio; \`samples.f32\` and \`labels.u8\` are a selection of it as numbers:

> Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
> associated documentation files (the "Software"), to deal in the Software without restriction,
> including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
> and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
> subject to the following conditions:
>
> The above copyright notice and this permission notice shall be included in all copies or substantial
> portions of the Software.
>
> THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
> LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN
> NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
> WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
> SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}

function featureTable(features: readonly Feature[]): string {
  const rows = features.map((feature) => [
    `\`${feature.id}\``,
    feature.categories ? feature.categories.map((id, code) => `${code} \`${id}\``).join(', ') : 'number',
    feature.categories ? '' : `${grouped(feature.least)} to ${grouped(feature.most)}`,
    feature.mayBeMissing ? 'yes' : '',
  ]);
  return table(['Feature', 'Values', 'Range', 'Missing in some rows'], rows);
}

function versionTable(model: ManifestModel, measured: readonly MeasuredVersion[]): string {
  const rows = measured.map(({ version, weakest }) => {
    const { accuracy, auc, sampleAccuracy } = version;
    const isDefault = version.id === model.defaultVersion ? ' (default)' : '';
    return [
      `\`${version.id}\`${isDefault}`,
      kilobytes(version.sizeBytes),
      grouped(version.parameters),
      auc ? `${auc.value.toFixed(3)} (${auc.low.toFixed(3)} to ${auc.high.toFixed(3)})` : '',
      withInterval(accuracy),
      `${sampleAccuracy.correct} of ${grouped(sampleAccuracy.count)}`,
      `${weakest.name}, ${percent(weakest.share)}`,
    ];
  });
  return table(['Version', 'Size', 'Parameters', 'AUC', 'Accuracy', 'Samples', 'Found'], rows);
}

function groupTable(groups: readonly GroupErrors[]): string {
  const rows = groups.map(({ group, goodCalledBad, badCalledGood }) => [
    group,
    `${withInterval(goodCalledBad)} of ${grouped(goodCalledBad.count)}`,
    `${withInterval(badCalledGood)} of ${grouped(badCalledGood.count)}`,
  ]);
  return table(['Group', 'Good loans called bad', 'Bad loans called good'], rows);
}

function treeWords(measured: readonly MeasuredVersion[]): string {
  const trees = measured.find(({ version }) => version.trees)?.version.trees;
  if (!trees) throw new Error('there are no trees to describe');
  const { count, leaves, depth } = trees;
  return `${grouped(count)} decision trees of up to ${depth} questions, ${grouped(leaves)} leaves in all, fitted one after the other to what
  is still wrong (stochastic gradient boosting: J. H. Friedman, 2002), in one operator of ONNX's \`ai.onnx.ml\`.`;
}
