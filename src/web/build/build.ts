import { chmod, copyFile, cp, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { bundle } from './bundle.ts';
import { compressAll } from './compress.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { builtFolder, builtNames, sourceFolder } from './places.ts';
import { hashSources } from './sources-hash.ts';

/** Assets of earlier builds stay this long: open pages with an older `widget.js` still request them. */
const KEEP_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** There is no build to serve and no bundler to make one. */
export class CannotBuild extends Error {
  constructor() {
    super(
      'The browser code is not built, and vite is not installed. Run "npm ci --include=dev && npm run build", or copy the dist folder from a machine that has built it.',
    );
    this.name = 'CannotBuild';
  }
}

/**
 * Builds the browser code, unless nothing has changed since the last build. Builds into a temporary folder and swaps it
 * in by renaming, so that nobody reads half a build.
 * @returns `as shipped` if vite is not installed but a build exists
 * @throws {CannotBuild} if there is neither a build nor vite
 */
export async function ensureBuilt(): Promise<'built' | 'up to date' | 'as shipped'> {
  const sources = hashSources();
  const current = readManifest(builtFolder);
  if (current?.sources === sources) return 'up to date';
  const bundleInto = await loadBundler();
  if (bundleInto === undefined) {
    if (current === undefined) throw new CannotBuild();
    return 'as shipped';
  }
  mkdirSync(dirname(builtFolder), { recursive: true });
  const fresh = await mkdtemp(`${builtFolder}-`);
  try {
    const manifest: Manifest = { sources, ...(await bundleInto(fresh)) };
    await writeFile(join(fresh, builtNames.panelAlias), `export * from './${manifest.panel.file}';\n`);
    await copyFile(join(sourceFolder, 'widget/widget.d.ts'), join(fresh, builtNames.types));
    await copyFile(join(sourceFolder, 'design/favicon.svg'), join(fresh, builtNames.icon));
    await writeFile(join(fresh, builtNames.manifest), JSON.stringify(manifest, undefined, 2));
    await compressAll(fresh);
    // Temporary folders are private to their creator; the server may run as another user.
    await chmod(fresh, 0o755);
    await keepOlderAssets(fresh);
    await swapIn(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return 'built';
}

/** Vite is a development dependency: an installation without it serves the build that it came with. */
async function loadBundler(): Promise<typeof bundle | undefined> {
  try {
    return (await import('./bundle.ts')).bundle;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

async function keepOlderAssets(fresh: string): Promise<void> {
  const from = join(builtFolder, 'assets');
  if (!existsSync(from)) return;
  const oldest = Date.now() - KEEP_DAYS * DAY_MS;
  for (const name of await readdir(from)) {
    const to = join(fresh, 'assets', name);
    const { mtime } = await stat(join(from, name));
    if (existsSync(to) || mtime.getTime() < oldest) continue;
    await cp(join(from, name), to);
    // Its age counts from the time it was current.
    await utimes(to, mtime, mtime);
  }
}

/** Two builds at once produce the same files; the later one wins. */
async function swapIn(fresh: string): Promise<void> {
  const old = `${fresh}-old`;
  if (existsSync(builtFolder)) await rename(builtFolder, old);
  await rename(fresh, builtFolder);
  await rm(old, { recursive: true, force: true });
}
