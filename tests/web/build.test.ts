import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readManifest } from '#web/build/manifest.ts';
import { builtFolder } from '#web/build/places.ts';

// The tests themselves run with another NODE_ENV, and have the build made where there is none.
test('what browsers get is built for production, whoever builds it', () => {
  const panel = readManifest(builtFolder)?.panel.file ?? '';
  const code = readFileSync(join(builtFolder, panel), 'utf8');
  expect(code).not.toContain('NODE_ENV');
  expect(code).not.toContain('jsxDEV');
});
