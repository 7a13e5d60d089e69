import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, parseHex, type Rgb } from '#web/widget/theme/contrast.ts';

const css = readFileSync(new URL('../../../src/web/design/tokens.css', import.meta.url), 'utf8');

/** A token's colour in one theme. */
function color(name: string, theme: 'light' | 'dark'): Rgb {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1] ?? '';
  const both = /^light-dark\((#\w+), (#\w+)\)$/.exec(value);
  const hex = parseHex(both?.[theme === 'light' ? 1 : 2] ?? value);
  if (hex === undefined) throw new Error(`--${name} is not a colour: ${value}`);
  return hex;
}

const TEXT = 4.5;
const CONTROL = 3;
const surfaces = ['surface', 'surface-raised', 'surface-hover'];
const pairs: [text: string, on: string, least: number][] = [
  ...surfaces.flatMap((on): [string, string, number][] => [
    ['text', on, TEXT],
    ['text-soft', on, TEXT],
    ['accent-text', on, TEXT],
    ['danger', on, TEXT],
  ]),
  ['control-line', 'surface', CONTROL],
  ['control-line', 'surface-raised', CONTROL],
  ['on-accent', 'accent', TEXT],
  ['accent-text', 'accent-soft', TEXT],
  ['text', 'accent-soft', TEXT],
  ['text', 'bot-soft', TEXT],
  ['text-soft', 'bot-soft', TEXT],
  ['on-bot', 'bot-soft', TEXT],
  ['on-bot', 'surface', TEXT],
  ['on-note', 'note-soft', TEXT],
  ['text', 'note-soft', TEXT],
  ['danger', 'danger-soft', TEXT],
  ['good', 'good-soft', TEXT],
  ['wait', 'wait-soft', TEXT],
  ['auto', 'auto-soft', TEXT],
  ...[1, 2, 3, 4, 5, 6].map((tone): [string, string, number] => [`chart-${tone}`, 'surface', CONTROL]),
];

describe.each(['light', 'dark'] as const)('the design tokens in the %s theme', (theme) => {
  it.each(pairs)('--%s on --%s has a contrast of at least %d to 1', (text, on, least) => {
    expect(contrast(color(text, theme), color(on, theme))).toBeGreaterThanOrEqual(least);
  });
});
