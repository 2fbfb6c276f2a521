/** Side of the square grey-scale images all image models here take. */
export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;

/**
 * Pixels (784 bytes, 0 black .. 255 white, row by row) to model input (784 floats, 0..1).
 * `shift` moves the picture by whole pixels and fills with black.
 */
export function encodeImage(pixels: Uint8Array, shift: { x: number; y: number } = { x: 0, y: 0 }): Float32Array {
  const input = new Float32Array(IMAGE_PIXELS);
  for (let y = 0; y < IMAGE_SIDE; y++) {
    const fromY = y - shift.y;
    if (fromY < 0 || fromY >= IMAGE_SIDE) continue;
    for (let x = 0; x < IMAGE_SIDE; x++) {
      const fromX = x - shift.x;
      if (fromX < 0 || fromX >= IMAGE_SIDE) continue;
      input[y * IMAGE_SIDE + x] = (pixels[fromY * IMAGE_SIDE + fromX] ?? 0) / 255;
    }
  }
  return input;
}
