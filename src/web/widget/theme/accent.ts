import { contrast, mix, parseHex, readableOn, type Rgb, toHex } from './contrast.ts';

/** The widget's colour when the site sets none. */
export const DEFAULT_COLOR = '#0b6bcb';

/** Minimum contrast of text to its background, WCAG 1.4.3. */
const TEXT = 4.5;

const hex = (text: string): Rgb => parseHex(text) ?? [0, 0, 0];

/**
 * The panel's backgrounds: `--surface`, `--surface-raised` and `--surface-hover` of the design tokens, which the loader
 * does not have yet.
 */
export const surfaces: Record<'light' | 'dark', readonly string[]> = {
  light: ['#ffffff', '#f1f4f8', '#e6ebf2'],
  dark: ['#14181f', '#1f2630', '#2a3340'],
};
/** The share of the colour in the background of selected items. */
const SOFT = 0.12;

/** A site's colour made readable, as CSS custom properties. */
export interface Accent {
  /** As a background, exactly as the site set it. */
  '--accent': string;
  /** Text on it: black or white, whichever reads better; always at least 4.5:1. */
  '--on-accent': string;
  /** As text, icon or outline on the panel's surfaces, at least 4.5:1. */
  '--accent-text': string;
  /** As the background of selected items. */
  '--accent-soft': string;
}

/** @param color CSS hex; anything else means the default */
export function accentFor(color: string | undefined, theme: 'light' | 'dark'): Accent {
  const accent = parseHex(color ?? '') ?? hex(DEFAULT_COLOR);
  const white: Rgb = [1, 1, 1];
  const black: Rgb = [0, 0, 0];
  // One of the two always reaches 4.58:1, since their ratios multiply to 21.
  const on = contrast(accent, white) >= TEXT ? white : black;
  const [surface = white, ...raised] = surfaces[theme].map(hex);
  const soft = hex(toHex(mix(surface, accent, SOFT)));
  return {
    '--accent': toHex(accent),
    '--on-accent': toHex(on),
    '--accent-text': toHex(readableOn([surface, ...raised, soft], accent, TEXT)),
    '--accent-soft': toHex(soft),
  };
}
