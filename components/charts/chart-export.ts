import { textWidth } from '@/components/chart-kit/text-width';

/** What a file of a chart shows besides the drawing. */
export interface ExportText {
  readonly title: string;
  readonly note: string;
  /** What was measured: model, number of items, seed. */
  readonly caption: string;
}

const PADDING = 24;
const TITLE_PX = 18;
const NOTE_PX = 13;
const CAPTION_GAP = 10;

/**
 * The drawings inside `area` as one SVG file: as they stand on the page, in the colours of the moment, with title and
 * note, and with the page's font inside so that it looks the same anywhere.
 */
export async function chartSvg(
  area: HTMLElement,
  text: ExportText,
): Promise<{ svg: string; width: number; height: number }> {
  const style = getComputedStyle(document.documentElement);
  const bounds = area.getBoundingClientRect();
  const width = Math.ceil(bounds.width) + 2 * PADDING;
  const title = wrap(text.title, TITLE_PX, 650, bounds.width);
  const note = wrap(text.note, NOTE_PX, 400, bounds.width);
  const caption = text.caption ? wrap(text.caption, NOTE_PX, 400, bounds.width) : [];
  const drawingTop = PADDING + title.length * TITLE_PX * 1.35 + note.length * NOTE_PX * 1.5 + 8;
  const height = Math.ceil(drawingTop + bounds.height + CAPTION_GAP + caption.length * NOTE_PX * 1.5 + PADDING);

  const lines = (rows: readonly string[], fromY: number, sizePx: number, step: number, fill: string, weight: number) =>
    rows
      .map(
        (row, index) =>
          `<text x="${PADDING}" y="${fromY + (index + 0.8) * sizePx * step}" font-size="${sizePx}" font-weight="${weight}" fill="${fill}">${escapeXml(row)}</text>`,
      )
      .join('');
  const drawings = [...area.querySelectorAll<SVGSVGElement>('svg')]
    .filter((svg) => !svg.parentElement?.closest('svg'))
    .map((svg) => {
      const place = svg.getBoundingClientRect();
      const copy = svg.cloneNode(true) as SVGSVGElement;
      copy.setAttribute('x', String(place.left - bounds.left + PADDING));
      copy.setAttribute('y', String(place.top - bounds.top + drawingTop));
      copy.setAttribute('width', String(place.width));
      copy.setAttribute('height', String(place.height));
      copy.removeAttribute('style');
      return new XMLSerializer().serializeToString(copy);
    })
    .join('');
  const body =
    `<rect width="${width}" height="${height}" fill="var(--card)"/>` +
    lines(title, PADDING, TITLE_PX, 1.35, 'var(--ink)', 650) +
    lines(note, PADDING + title.length * TITLE_PX * 1.35, NOTE_PX, 1.5, 'var(--soft)', 400) +
    drawings +
    lines(caption, drawingTop + bounds.height + CAPTION_GAP, NOTE_PX, 1.5, 'var(--soft)', 400);
  const resolved = body.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
  const font = await embeddedFont();
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="'Chart Font', Inter, system-ui, sans-serif">${font}${resolved}</svg>`;
  return { svg, width, height };
}

/** The same as a PNG at twice the size. @throws Error when the browser cannot draw it */
export async function chartPng(area: HTMLElement, text: ExportText): Promise<Blob> {
  const { svg, width, height } = await chartSvg(area, text);
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The canvas gave no picture.');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands the reader a file. */
export function download(blob: Blob, fileName: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Some browsers begin to read only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The first web font of the body, as a style element with the file inside; empty when there is none. */
async function embeddedFont(): Promise<string> {
  const family = firstFamily(getComputedStyle(document.body).fontFamily);
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule) || firstFamily(rule.style.getPropertyValue('font-family')) !== family)
        continue;
      const source = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (!source) continue;
      try {
        const answer = await fetch(new URL(source, sheet.href ?? document.baseURI));
        if (!answer.ok) continue;
        const file = await asDataUrl(await answer.blob());
        return `<style>@font-face{font-family:'Chart Font';font-weight:100 900;src:url(${file})}</style>`;
      } catch {
        // Without the font the file names it, and the viewer falls back.
      }
    }
  }
  return '';
}

const firstFamily = (families: string) => (families.split(',')[0] ?? '').replaceAll(/["']/g, '').trim();

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    // A sheet of another origin keeps its rules to itself.
    return [];
  }
}

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('The font could not be read.'));
    reader.readAsDataURL(blob);
  });
}

function wrap(text: string, sizePx: number, weight: number, maxPx: number): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const longer = rows.length > 0 ? `${rows.at(-1)} ${word}` : word;
    if (rows.length > 0 && textWidth(longer, sizePx, weight) <= maxPx) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
