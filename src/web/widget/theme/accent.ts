import { contrast, parseHex, readableOn, type Rgb, toHex } from './contrast.ts';

/** The widget's own colour, where a site names none. */
export const DEFAULT_COLOR = '#0b6bcb';

/** What text must reach beside its background, WCAG 1.4.3. */
const TEXT = 4.5;

/** The panel's backgrounds, the same as in panel/styles/palette.css. */
const surfaces: Record<'light' | 'dark', readonly Rgb[]> = {
  light: [hex('#ffffff'), hex('#f1f4f8')],
  dark: [hex('#14181f'), hex('#222833')],
};

function hex(text: string): Rgb {
  return parseHex(text) ?? [0, 0, 0];
}

/** A site's colour made usable, as CSS custom properties. */
export interface Accent {
  /** As a surface, just as the site named it. */
  '--accent': string;
  /** Text on it: black or white, whichever reads better; always at least 4.5:1. */
  '--on-accent': string;
  /** As text, icon or outline on the panel's own surfaces, at least 4.5:1. */
  '--accent-text': string;
}

/** @param color CSS hex; anything else counts as the default */
export function accentFor(color: string | undefined, theme: 'light' | 'dark'): Accent {
  const accent = parseHex(color ?? '') ?? hex(DEFAULT_COLOR);
  const white: Rgb = [1, 1, 1];
  const black: Rgb = [0, 0, 0];
  // One of the two always reaches 4.58:1, since 21 is the product of their ratios.
  const on = contrast(accent, white) >= TEXT ? white : black;
  return {
    '--accent': toHex(accent),
    '--on-accent': toHex(on),
    '--accent-text': toHex(readableOn(surfaces[theme], accent, TEXT)),
  };
}
