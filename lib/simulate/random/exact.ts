/**
 * Logarithm, exponential and the normal quantile from additions, multiplications and bit counts only: IEEE 754 fixes those to the last bit, but
 * leaves `Math.log` and `Math.exp` to each JavaScript engine.
 */

const { LN2, SQRT2 } = Math;
/** 2^-32 */
const UNIT = 2.3283064365386963e-10;
/** The odd terms of artanh: ln x = 2 artanh((x - 1) / (x + 1)); s^2 is at most 0.0295 here, so ten terms reach the last bit. */
const ARTANH = [1 / 19, 1 / 17, 1 / 15, 1 / 13, 1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3] as const;
const [A19, A17, A15, A13, A11, A9, A7, A5, A3] = ARTANH;

/**
 * The natural logarithm of a share of 2^32.
 *
 * @param bits a whole number, 1 .. 2^32
 * @returns ln(bits / 2^32): -22.2 .. 0
 */
export function logOfBits(bits: number): number {
  if (bits >= 4294967296) return 0;
  const zeros = Math.clz32(bits);
  // 1 <= mantissa < 2, brought to sqrt(1/2) .. sqrt(2) so that the series is short.
  let mantissa = ((bits << zeros) >>> 0) / 2147483648;
  let exponent = -1 - zeros;
  if (mantissa > SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const q = s * s;
  const tail = ((((((((A19 * q + A17) * q + A15) * q + A13) * q + A11) * q + A9) * q + A7) * q + A5) * q + A3) * q + 1;
  return exponent * LN2 + 2 * s * tail;
}

/** The natural logarithm of any positive number. */
export function exactLog(value: number): number {
  let mantissa = value;
  let exponent = 0;
  while (mantissa > SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa < SQRT2 / 2) {
    mantissa *= 2;
    exponent--;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const q = s * s;
  const tail = ((((((((A19 * q + A17) * q + A15) * q + A13) * q + A11) * q + A9) * q + A7) * q + A5) * q + A3) * q + 1;
  return exponent * LN2 + 2 * s * tail;
}

/** e to the power of `x`, by Taylor's series on a remainder of at most ln(2) / 2, then doubling. */
export function exactExp(x: number): number {
  const doublings = Math.round(x / LN2);
  const rest = x - doublings * LN2;
  let sum = 1;
  for (let term = 15; term >= 1; term--) sum = 1 + (rest / term) * sum;
  // A power of two by repeated squaring is exact.
  let factor = 1;
  let base = doublings < 0 ? 0.5 : 2;
  for (let left = Math.abs(doublings); left > 0; left >>>= 1) {
    if (left & 1) factor *= base;
    base *= base;
  }
  return sum * factor;
}

/**
 * The number below which a standard normal one lies with the chance (bits + 1/2) / 2^32: algorithm AS 241, PPND7 (Wichura, Applied
 * Statistics 37, 1988), good to about seven digits.
 *
 * @param bits a whole number, 0 .. 2^32 - 1
 */
export function normalOfBits(bits: number): number {
  const q = (bits + 0.5) * UNIT - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    );
  }
  const tail = q < 0 ? bits + 0.5 : 4294967295.5 - bits;
  const r = Math.sqrt(-exactLog(tail * UNIT));
  const distance =
    r <= 5
      ? (((0.17023821103 * (r - 1.6) + 1.3067284816) * (r - 1.6) + 2.75681539) * (r - 1.6) + 1.4234372777) /
        ((0.12021132975 * (r - 1.6) + 0.7370016425) * (r - 1.6) + 1)
      : (((0.017337203997 * (r - 5) + 0.42868294337) * (r - 5) + 3.081226386) * (r - 5) + 6.657905115) /
        ((0.012258202635 * (r - 5) + 0.24197894225) * (r - 5) + 1);
  return q < 0 ? -distance : distance;
}
