import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { clearDemoFolder, isDemo, readDemoMarker, writeDemoMarker } from '#demo/demo-folder.ts';

const emptyFolder = (): string => mkdtempSync(join(inject('runFolder'), 'demo-'));

test('an empty folder becomes a demonstration', async () => {
  const folder = emptyFolder();
  expect(isDemo(folder)).toBe(false);
  await clearDemoFolder(folder);
  expect(isDemo(folder)).toBe(true);
  expect(readDemoMarker(folder)).toBeUndefined();
  const marker = { madeAt: '2026-11-26T09:00:00.000Z', password: 'made for this folder' };
  await writeDemoMarker(folder, marker);
  expect(readDemoMarker(folder)).toEqual(marker);
});

test.each(['support.db', 'direct-line-secret'])(
  'a folder with a real %s is refused and left unchanged',
  async (name) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, name), 'real');
    await expect(clearDemoFolder(folder)).rejects.toThrow('something else than a demonstration');
    expect(existsSync(join(folder, name))).toBe(true);
    expect(isDemo(folder)).toBe(false);
  },
);

test('the database of an earlier demonstration is removed, but not its classifier', async () => {
  const folder = emptyFolder();
  await clearDemoFolder(folder);
  for (const name of ['support.db-wal', 'classifier-1.bin']) writeFileSync(join(folder, name), '');
  await clearDemoFolder(folder);
  expect(existsSync(join(folder, 'support.db-wal'))).toBe(false);
  expect(existsSync(join(folder, 'classifier-1.bin'))).toBe(true);
});
