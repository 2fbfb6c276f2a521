/** JSON of anything a database may hold, for somebody to look at: what JSON cannot say is said in words. Never throws. */
export function looseJson(value: unknown): string {
  const above: unknown[] = [];
  const plain = (part: unknown): unknown => {
    if (typeof part === 'bigint' || typeof part === 'symbol' || typeof part === 'function') return String(part);
    if (typeof part === 'number' && !Number.isFinite(part)) return String(part);
    if (typeof part !== 'object' || part === null) return part;
    if (part instanceof Date) return Number.isNaN(part.getTime()) ? 'Invalid Date' : part.toISOString();
    if (above.includes(part)) return '(itself)';
    above.push(part);
    const list =
      part instanceof Map || part instanceof Set || Array.isArray(part)
        ? [...part]
        : ArrayBuffer.isView(part)
          ? []
          : null;
    const made = list
      ? list.map(plain)
      : Object.fromEntries(Object.entries(part).map(([key, each]) => [key, plain(each)]));
    above.pop();
    return made;
  };
  return JSON.stringify(plain(value) ?? null, null, 1);
}
