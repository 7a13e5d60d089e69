import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readManifest } from '#web/build/manifest.ts';
import { builtFolder } from '#web/build/places.ts';

// Vitest sets another NODE_ENV, and runs the build if there is none.
test('the browser code is built for production, wherever the build runs', () => {
  const panel = readManifest(builtFolder)?.panel.file ?? '';
  const code = readFileSync(join(builtFolder, panel), 'utf8');
  expect(code).not.toContain('NODE_ENV');
  expect(code).not.toContain('jsxDEV');
});
