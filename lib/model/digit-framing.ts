import { IMAGE_PIXELS, IMAGE_SIDE } from './image-classifier';

/** A grey-scale picture of any size: 0 paper, 255 ink, row by row. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The longer side of a digit inside its 28x28 picture (LeCun et al. 1998: fitted to a 20x20 box). */
const BOX_SIDE = 20;
/** Fainter than this is not ink. */
const INK = 24;

/**
 * Frames a drawn digit as MNIST's were: cropped, fitted to a 20x20 box keeping its proportions, put into 28x28 with its
 * centre of mass in the middle (LeCun, Bottou, Bengio & Haffner 1998, section III-A).
 *
 * @returns 784 bytes, or `null` when there is no ink
 */
export function frameDigit(image: GreyImage): Uint8Array | null {
  const bounds = boundsOfInk(image);
  if (!bounds) return null;
  const box = shrink(image, bounds);
  return centre(box);
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  /** Exclusive. */
  readonly right: number;
  readonly bottom: number;
}

function boundsOfInk({ width, height, pixels }: GreyImage): Bounds | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((pixels[y * width + x] ?? 0) < INK) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  return right > left ? { left, top, right, bottom } : null;
}

interface Box {
  readonly width: number;
  readonly height: number;
  /** 0..255 */
  readonly values: Float64Array;
}

/** Scales the inked part so that its longer side is `BOX_SIDE`, each new pixel the mean of the area it covers. */
function shrink(image: GreyImage, { left, top, right, bottom }: Bounds): Box {
  const scale = BOX_SIDE / Math.max(right - left, bottom - top);
  const width = Math.max(1, Math.round((right - left) * scale));
  const height = Math.max(1, Math.round((bottom - top) * scale));
  const stepX = (right - left) / width;
  const stepY = (bottom - top) / height;
  const values = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      values[y * width + x] = meanOver(image, left + x * stepX, top + y * stepY, stepX, stepY);
    }
  }
  return { width, height, values };
}

/** Mean of a rectangle with fractional edges; its parts outside the picture are paper. */
function meanOver(
  { width, height, pixels }: GreyImage,
  left: number,
  top: number,
  across: number,
  down: number,
): number {
  let sum = 0;
  for (let y = Math.floor(top); y < Math.min(height, Math.ceil(top + down)); y++) {
    const coverY = Math.min(y + 1, top + down) - Math.max(y, top);
    for (let x = Math.floor(left); x < Math.min(width, Math.ceil(left + across)); x++) {
      const coverX = Math.min(x + 1, left + across) - Math.max(x, left);
      sum += (pixels[y * width + x] ?? 0) * coverX * coverY;
    }
  }
  return sum / (across * down);
}

/** Puts the box where its centre of mass falls on the middle of the picture, as far as it fits. */
function centre({ width, height, values }: Box): Uint8Array {
  let [mass, massX, massY, brightest] = [0, 0, 0, 0];
  values.forEach((value, index) => {
    mass += value;
    massX += value * ((index % width) + 0.5);
    massY += value * (Math.floor(index / width) + 0.5);
    brightest = Math.max(brightest, value);
  });
  const place = (centreOfMass: number, size: number) =>
    Math.min(IMAGE_SIDE - size, Math.max(0, Math.round(IMAGE_SIDE / 2 - centreOfMass)));
  const left = place(massX / mass, width);
  const top = place(massY / mass, height);
  const framed = new Uint8Array(IMAGE_PIXELS);
  values.forEach((value, index) => {
    const x = left + (index % width);
    const y = top + Math.floor(index / width);
    // Thin lines fade when shrunk: MNIST's strokes are white at their core.
    framed[y * IMAGE_SIDE + x] = Math.round((value / brightest) * 255);
  });
  return framed;
}
