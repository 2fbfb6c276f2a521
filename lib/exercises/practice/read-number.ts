/** What separates thousands: spaces of any width and apostrophes. */
const GAPS = /(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d)/g;

/**
 * A number as people type it: `1400`, `1,400`, `1 400`, `1.400,5`, `76.4`, `76,4`, with or without its unit behind it.
 * Where a point and a comma stand together, the last one is the decimal one. A single comma before exactly three digits
 * separates thousands, as it does in English; a single point is always a decimal one.
 * @returns `null` where it is no number
 */
export function readNumber(text: string, unit: string): number | null {
  const trimmed = text.trim();
  const bare =
    unit !== '' && trimmed.toLowerCase().endsWith(unit.toLowerCase()) ? trimmed.slice(0, -unit.length) : trimmed;
  const packed = bare.trim().replace(GAPS, '').replace('−', '-');
  if (!/^[+-]?(\d[\d.,]*|[.,]\d+)(e[+-]?\d{1,2})?$/i.test(packed)) return null;
  const [mantissa = '', exponent] = packed.toLowerCase().split('e');
  const plain = withDecimalPoint(mantissa);
  if (plain === null) return null;
  const value = Number(exponent === undefined ? plain : `${plain}e${exponent}`);
  return Number.isFinite(value) ? value : null;
}

function withDecimalPoint(digits: string): string | null {
  const commas = digits.split(',').length - 1;
  const points = digits.split('.').length - 1;
  if (commas + points === 0) return digits;
  if (commas > 0 && points > 0) {
    const decimal = digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.';
    const [whole = '', fraction = '', ...more] = digits.split(decimal);
    const packed = ungrouped(whole, decimal === ',' ? '.' : ',');
    return more.length > 0 || packed === null || /[.,]/.test(fraction) ? null : `${packed}.${fraction}`;
  }
  const separator = commas > 0 ? ',' : '.';
  const isThousands = commas + points > 1 || (separator === ',' && /^[+-]?[1-9]\d{0,2},\d{3}$/.test(digits));
  return isThousands ? ungrouped(digits, separator) : digits.replace(',', '.');
}

/** Without the separators of thousands; `null` where they do not stand before groups of three. */
function ungrouped(digits: string, separator: ',' | '.'): string | null {
  const [first = '', ...groups] = digits.split(separator);
  const isSound = /^[+-]?\d{1,3}$/.test(first) || groups.length === 0;
  return isSound && groups.every((group) => /^\d{3}$/.test(group)) ? [first, ...groups].join('') : null;
}
