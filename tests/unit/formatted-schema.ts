/** JSON as the formatter of this project writes it: a list of plain values on one line where it fits. */
export const formatted = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/^(.*)\[\n([^[\]{}]*)\n *\](,?)$/gm, (whole, before, list, after) => {
    const line = `${before}[${list.trim().replaceAll(/\n */g, ' ')}]${after}`;
    return line.length <= 120 ? line : whole;
  });
