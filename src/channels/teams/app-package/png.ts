import { crc32, deflateSync } from 'node:zlib';

/** A colour with its opacity, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
};

/**
 * A square picture as a PNG file with an alpha channel.
 * @param size pixels on a side
 * @param colourAt the colour of the pixel at x (to the right) and y (down)
 */
export function encodePng(size: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const row = 1 + size * 4;
  // Each row begins with its filter; 0 is none.
  const pixels = Buffer.alloc(row * size);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) pixels.set(colourAt(x, y), y * row + 1 + x * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a sample, colour with alpha.
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
