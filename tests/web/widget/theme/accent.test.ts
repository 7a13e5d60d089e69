import { expect, test } from 'vitest';
import { accentFor, DEFAULT_COLOR } from '#web/widget/theme/accent.ts';
import { contrast, parseHex, type Rgb } from '#web/widget/theme/contrast.ts';

const rgb = (hex: string): Rgb => parseHex(hex) ?? [0, 0, 0];

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
])('the contrast of %s on %s is %d, as WCAG computes it', (one, other, ratio) => {
  expect(contrast(rgb(one), rgb(other))).toBeCloseTo(ratio, 2);
});

test('any site colour is readable, under text and as text, in both themes', () => {
  for (let red = 0; red <= 255; red += 17)
    for (let green = 0; green <= 255; green += 17)
      for (let blue = 0; blue <= 255; blue += 17) {
        const color = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        const dark = accentFor(color, 'dark');
        const light = accentFor(color, 'light');
        expect(contrast(rgb(light['--accent']), rgb(light['--on-accent']))).toBeGreaterThanOrEqual(4.5);
        for (const surface of ['#ffffff', '#f1f4f8'])
          expect(contrast(rgb(light['--accent-text']), rgb(surface))).toBeGreaterThanOrEqual(4.5);
        for (const surface of ['#14181f', '#222833'])
          expect(contrast(rgb(dark['--accent-text']), rgb(surface))).toBeGreaterThanOrEqual(4.5);
      }
});

test.each(['a colour of %j means the default', 'green', '#12', '#gggggg', undefined])(
  'a colour of %j counts as our own',
  (color) => {
    expect(accentFor(color, 'light')['--accent']).toBe(DEFAULT_COLOR);
  },
);

test('a short hex colour means its long form', () => {
  expect(accentFor('#0a4', 'light')['--accent']).toBe('#00aa44');
});
