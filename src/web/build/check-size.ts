/** `npm run check:size`: measures what visitors download and fails when it exceeds a limit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuilt } from './build.ts';
import { readManifest } from './manifest.ts';
import { builtFolder, builtNames } from './places.ts';

const KB = 1000;
/** The size of Microsoft's Web Chat 4.18.1, measured the same way. */
const WEB_CHAT_BYTES = 945 * KB;

const gzipped = (file: string): number =>
  gzipSync(readFileSync(join(builtFolder, file)), { level: 9 }).byteLength;
const sum = (files: readonly string[]): number =>
  files.map(gzipped).reduce((total, bytes) => total + bytes, 0);
const inKb = (bytes: number): string => `${(bytes / KB).toFixed(1)} kB`;

await ensureBuilt();
const manifest = readManifest(builtFolder);
if (manifest === undefined) throw new Error('The build wrote no manifest.');
const onEveryPage = gzipped(builtNames.widget);
const onOpening = sum([manifest.panel.file, ...manifest.panel.imports]);

const limits = [
  { what: 'widget.js, on every page', bytes: onEveryPage, most: 6 * KB },
  { what: 'everything that opening the chat loads', bytes: onOpening, most: 60 * KB },
];
for (const { what, bytes, most } of limits)
  process.stdout.write(`${what}: ${inKb(bytes)} gzip, limit ${inKb(most)}\n`);
for (const file of manifest.later) process.stdout.write(`${file}, on demand: ${inKb(gzipped(file))}\n`);
process.stdout.write(
  `Both together: ${inKb(onEveryPage + onOpening)}; Web Chat 4.18.1: ${inKb(WEB_CHAT_BYTES)}, ${(WEB_CHAT_BYTES / (onEveryPage + onOpening)).toFixed(1)} times as much\n`,
);
if (limits.some(({ bytes, most }) => bytes > most)) {
  process.stderr.write('A size exceeds its limit.\n');
  process.exitCode = 1;
}
