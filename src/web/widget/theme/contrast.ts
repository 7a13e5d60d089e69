/** Red, green and blue of sRGB, each 0 to 1. */
export type Rgb = readonly [number, number, number];

/** @returns undefined unless the text is a CSS hex colour, `#rgb` or `#rrggbb` */
export function parseHex(text: string): Rgb | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text.trim());
  const digits =
    short === null
      ? text.trim()
      : `#${short
          .slice(1)
          .map((d) => d + d)
          .join('')}`;
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(digits);
  if (long === null) return undefined;
  const [red = 0, green = 0, blue = 0] = long.slice(1).map((pair) => Number.parseInt(pair, 16) / 255);
  return [red, green, blue];
}

/** A colour as CSS hex. */
export const toHex = (color: Rgb): string =>
  `#${color
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** WCAG's relative luminance, 0 (black) to 1 (white). */
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** One colour with a share (0 to 1) of another. */
export const mix = (one: Rgb, other: Rgb, share: number): Rgb => {
  const [red = 0, green = 0, blue = 0] = one.map((part, at) => part + ((other[at] ?? 0) - part) * share);
  return [red, green, blue];
};

const STEPS = 40;

/**
 * Returns the colour if it is readable on all the backgrounds, otherwise its nearest readable mix with black or white:
 * mixing keeps the hue. A mix always exists if the backgrounds are all light or all dark.
 * @param least the contrast ratio to reach
 */
export function readableOn(backgrounds: readonly Rgb[], color: Rgb, least: number): Rgb {
  const worst = (candidate: Rgb): number =>
    Math.min(...backgrounds.map((background) => contrast(candidate, background)));
  const first = backgrounds[0] ?? [1, 1, 1];
  const end: Rgb = luminance(first) > 0.18 ? [0, 0, 0] : [1, 1, 1];
  for (let step = 0; step < STEPS; step += 1) {
    // Rounded as it will be written, or the last digit could cost the ratio.
    const candidate = parseHex(toHex(mix(color, end, step / STEPS))) ?? end;
    if (worst(candidate) >= least) return candidate;
  }
  return end;
}
