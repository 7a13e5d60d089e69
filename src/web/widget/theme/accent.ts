import { contrast, parseHex, readableOn, type Rgb, toHex } from './contrast.ts';

/** The widget's colour when the site sets none. */
export const DEFAULT_COLOR = '#0b6bcb';

/** Minimum contrast of text to its background, WCAG 1.4.3. */
const TEXT = 4.5;

/** The panel's backgrounds, the same as in panel/styles/palette.css. */
const surfaces: Record<'light' | 'dark', readonly Rgb[]> = {
  light: [hex('#ffffff'), hex('#f1f4f8')],
  dark: [hex('#14181f'), hex('#222833')],
};

function hex(text: string): Rgb {
  return parseHex(text) ?? [0, 0, 0];
}

/** A site's colour made readable, as CSS custom properties. */
export interface Accent {
  /** As a surface, exactly as the site set it. */
  '--accent': string;
  /** Text on it: black or white, whichever reads better; always at least 4.5:1. */
  '--on-accent': string;
  /** As text, icon or outline on the panel's surfaces, at least 4.5:1. */
  '--accent-text': string;
}

/** @param color CSS hex; anything else means the default */
export function accentFor(color: string | undefined, theme: 'light' | 'dark'): Accent {
  const accent = parseHex(color ?? '') ?? hex(DEFAULT_COLOR);
  const white: Rgb = [1, 1, 1];
  const black: Rgb = [0, 0, 0];
  // One of the two always reaches 4.58:1, since their ratios multiply to 21.
  const on = contrast(accent, white) >= TEXT ? white : black;
  return {
    '--accent': toHex(accent),
    '--on-accent': toHex(on),
    '--accent-text': toHex(readableOn(surfaces[theme], accent, TEXT)),
  };
}
