import { Button, type CSSVariablesResolver, createTheme, defaultVariantColorsResolver } from '@mantine/core';

const INK = 'var(--ink)';
const ink = [INK, INK, INK, INK, INK, INK, INK, INK, INK, INK] as const;

/** Mantine dressed in the tokens of `app/globals.css`: ink for every control, colour for lanes only. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  primaryColor: 'ink',
  colors: { ink },
  defaultRadius: 'var(--radius)',
  cursorType: 'pointer',
  focusRing: 'auto',
  variantColorResolver: (input) => {
    if (input.variant !== 'filled') return defaultVariantColorsResolver(input);
    return { background: INK, hover: 'var(--ink-hover)', color: 'var(--paper)', border: 'none' };
  },
  components: {
    Button: Button.extend({ defaultProps: { h: 'var(--target)', fw: 600 } }),
  },
});

export const cssVariablesResolver: CSSVariablesResolver = () => {
  const colours = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': INK,
    '--mantine-color-bright': INK,
    '--mantine-color-dimmed': 'var(--soft)',
    '--mantine-color-anchor': INK,
    '--mantine-color-placeholder': 'var(--soft)',
    '--mantine-color-error': 'var(--invalid-text)',
    '--mantine-color-default': 'var(--card)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': INK,
    '--mantine-color-default-border': 'var(--control-line)',
    '--mantine-color-ink-filled': INK,
    '--mantine-color-ink-filled-hover': 'var(--ink-hover)',
    '--mantine-color-ink-light': 'var(--sunken)',
    '--mantine-color-ink-light-hover': 'var(--line)',
    '--mantine-color-ink-light-color': INK,
    '--mantine-color-ink-outline': INK,
    '--mantine-color-ink-contrast': 'var(--paper)',
    '--mantine-primary-color-contrast': 'var(--paper)',
  };
  return { variables: {}, light: colours, dark: colours };
};
