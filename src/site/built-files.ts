import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Next, Request, Response, Server } from 'restify';
import { type Prepared, prepare, sendPrepared } from '#http/prepared.ts';
import { HttpProblem } from '#http/problem.ts';
import { pathOf } from '#http/url.ts';
import { type Manifest, readManifest } from '#web/build/manifest.ts';
import { builtFolder, builtNames } from '#web/build/places.ts';

/** What browsers get has not been built. */
class NotBuilt extends Error {
  readonly code = 'WEB_NOT_BUILT';

  constructor() {
    super('The chat widget and the support page are not built.');
    this.name = 'NotBuilt';
  }
}

/** Names of assets carry a hash of their content: they never change. */
const FOREVER = 'public, max-age=31536000, immutable';
/** Long enough for a visit, short enough for a new version to reach everyone soon. */
const BRIEFLY = 'public, max-age=300, must-revalidate';

/** How the names of compressed files end. */
const ENDINGS = { br: '.br', gzip: '.gz' } as const;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/plain; charset=utf-8',
};

/**
 * Serves what the build has made, precompressed, to pages of any origin. All of it is in memory, about two megabytes: a
 * file that is read for each request can be gone, or one too many, and a range of it can be asked for that there is not.
 * @returns where the build has put what
 * @throws {NotBuilt} when there is no build
 */
export function mountBuiltFiles(server: Server, folder = builtFolder): Manifest {
  const manifest = readManifest(folder);
  if (manifest === undefined) throw new NotBuilt();
  const assets = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
  const files = new Map(
    [builtNames.widget, builtNames.panelAlias, builtNames.types, ...assets]
      .filter((name) => typeOf(name) !== undefined)
      .map((name) => [`/${name}`, readBuilt(folder, name)]),
  );
  const handle = (request: Request, response: Response, next: Next): void => {
    const path = pathOf(request);
    const file = files.get(path);
    if (file === undefined) {
      next(new HttpProblem(404, 'NotFound', 'There is nothing at this address.'));
      return;
    }
    response.setHeader('Cache-Control', path.startsWith('/assets/') ? FOREVER : BRIEFLY);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    sendPrepared(request, response, file);
    next(false);
  };
  for (const path of [builtNames.widget, builtNames.panelAlias, builtNames.types, 'assets/*'])
    server.get(`/${path}`, handle);
  return manifest;
}

const typeOf = (name: string): string | undefined => TYPES[name.split('.').at(-1) ?? ''];

function readBuilt(folder: string, name: string): Prepared {
  const compressed = Object.entries(ENDINGS)
    .map(([encoding, ending]) => ({ encoding, file: join(folder, name + ending) }))
    .filter(({ file }) => existsSync(file))
    .map(({ encoding, file }) => [encoding, readFileSync(file)]);
  return prepare(typeOf(name) ?? '', readFileSync(join(folder, name)), Object.fromEntries(compressed));
}
