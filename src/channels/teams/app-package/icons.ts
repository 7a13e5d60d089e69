import { type Colour, encodePng } from './png.ts';

const ACCENT: Colour = [0x0b, 0x6b, 0xcb, 255];
const WHITE: Colour = [255, 255, 255, 255];

/** Points of a pixel that are looked at on each side: edges come out smooth. */
const SAMPLES = 4;

/**
 * The sign: three waves over a point, as wireless gear has it.
 * @param x from the middle to the right, @param y from the middle down, the sign's half height being 1
 */
function isSign(x: number, y: number): boolean {
  const [fromX, fromY] = [x, y - 0.72];
  const distance = Math.hypot(fromX, fromY);
  if (distance <= 0.2) return true;
  // Waves go up and to both sides, a quarter of a circle.
  const isAbove = fromY < 0 && Math.abs(fromX) <= -fromY;
  return isAbove && [0.62, 1.06, 1.5].some((radius) => Math.abs(distance - radius) <= 0.12);
}

/** How much of a pixel the sign covers, 0 to 1. */
function coverage(size: number, half: number, x: number, y: number): number {
  let hits = 0;
  for (let row = 0; row < SAMPLES; row += 1)
    for (let column = 0; column < SAMPLES; column += 1) {
      const [dx, dy] = [x + (column + 0.5) / SAMPLES - size / 2, y + (row + 0.5) / SAMPLES - size / 2];
      if (isSign(dx / half, dy / half)) hits += 1;
    }
  return hits / SAMPLES ** 2;
}

const mixed = (from: Colour, to: Colour, part: number): Colour => [
  Math.round(from[0] + (to[0] - from[0]) * part),
  Math.round(from[1] + (to[1] - from[1]) * part),
  Math.round(from[2] + (to[2] - from[2]) * part),
  Math.round(from[3] + (to[3] - from[3]) * part),
];

/** Teams' full colour icon: 192 pixels, filled to the edge, its sign within the inner 96. */
export const colourIcon = (): Buffer =>
  encodePng(192, (x, y) => mixed(ACCENT, WHITE, coverage(192, 41, x, y)));

/** Teams' outline icon: 32 pixels, white on nothing. */
export const outlineIcon = (): Buffer =>
  encodePng(32, (x, y) => mixed([255, 255, 255, 0], WHITE, coverage(32, 12, x, y)));
