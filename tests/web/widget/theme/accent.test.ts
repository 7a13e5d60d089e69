import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accentFor, DEFAULT_COLOR, surfaces } from '#web/widget/theme/accent.ts';
import { contrast, parseHex, type Rgb } from '#web/widget/theme/contrast.ts';

const rgb = (hex: string): Rgb => parseHex(hex) ?? [0, 0, 0];

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
])('the contrast of %s on %s is %d, as WCAG computes it', (one, other, ratio) => {
  expect(contrast(rgb(one), rgb(other))).toBeCloseTo(ratio, 2);
});

test('any site colour is readable, as background and as text, in both themes', () => {
  for (let red = 0; red <= 255; red += 17)
    for (let green = 0; green <= 255; green += 17)
      for (let blue = 0; blue <= 255; blue += 17) {
        const color = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        const dark = accentFor(color, 'dark');
        const light = accentFor(color, 'light');
        expect(contrast(rgb(light['--accent']), rgb(light['--on-accent']))).toBeGreaterThanOrEqual(4.5);
        for (const surface of [...surfaces.light, light['--accent-soft']])
          expect(contrast(rgb(light['--accent-text']), rgb(surface))).toBeGreaterThanOrEqual(4.5);
        for (const surface of [...surfaces.dark, dark['--accent-soft']])
          expect(contrast(rgb(dark['--accent-text']), rgb(surface))).toBeGreaterThanOrEqual(4.5);
      }
});

test('the surfaces are those of the design tokens', () => {
  const css = readFileSync(new URL('../../../../src/web/design/tokens.css', import.meta.url), 'utf8');
  const pairs = ['surface', 'surface-raised', 'surface-hover'].map((name) =>
    new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.slice(1),
  );
  expect(pairs).toEqual(surfaces.light.map((light, at) => [light, surfaces.dark[at]]));
  expect(css).toContain(`--accent: ${DEFAULT_COLOR};`);
});

test.each(['a colour of %j means the default', 'green', '#12', '#gggggg', undefined])(
  'a colour of %j is replaced by ours',
  (color) => {
    expect(accentFor(color, 'light')['--accent']).toBe(DEFAULT_COLOR);
  },
);

test('a short hex colour means its long form', () => {
  expect(accentFor('#0a4', 'light')['--accent']).toBe('#00aa44');
});
