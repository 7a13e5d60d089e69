import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import { type Prepared, prepare, sendPrepared } from '#http/prepared.ts';
import { HttpProblem } from '#http/problem.ts';
import { route, type Route } from '#http/route.ts';
import { pathOf } from '#http/url.ts';
import { type Manifest, readManifest } from '#web/build/manifest.ts';
import { builtFolder, builtNames } from '#web/build/places.ts';

/** Thrown when `npm run build` has not run. */
class NotBuilt extends Error {
  readonly code = 'WEB_NOT_BUILT';

  constructor() {
    super('The chat widget and the support page have not been built.');
    this.name = 'NotBuilt';
  }
}

/** Asset names contain a hash of their content, so the files never change. */
const FOREVER = 'public, max-age=31536000, immutable';
/** Long enough for one visit, short enough for a new version to reach everyone soon. */
const BRIEFLY = 'public, max-age=300, must-revalidate';

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
};

interface BuiltContext {
  files: ReadonlyMap<string, Prepared>;
  log: Logger;
}

const builtRoute = (path: string, type: string): Route<BuiltContext> =>
  route(
    {
      method: 'get',
      path,
      summary: 'The built files for browsers; pages of any origin may load them.',
      tag: 'Site',
      callers: ['anyone'],
      answers: { 200: type, 304: null },
    },
    ({ files }: BuiltContext) =>
      async ({ request, response }) => {
        const name = pathOf(request);
        const file = files.get(name);
        if (file === undefined) throw new HttpProblem(404, 'NotFound', 'There is nothing at this address.');
        response.setHeader('Cache-Control', name.startsWith('/assets/') ? FOREVER : BRIEFLY);
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
        sendPrepared(request, response, file);
        return undefined;
      },
    { where: 'could not send a built file' },
  );

/** Where the built files are read from. */
export const builtRoutes = [
  builtRoute(`/${builtNames.widget}`, 'text/javascript'),
  builtRoute(`/${builtNames.panelAlias}`, 'text/javascript'),
  builtRoute(`/${builtNames.types}`, 'text/plain'),
  builtRoute(`/${builtNames.icon}`, 'image/svg+xml'),
  builtRoute('/assets/*', '*/*'),
];

/** The output of `npm run build`. */
export interface BuiltFiles {
  manifest: Manifest;
  /** By path, precompressed. */
  files: ReadonlyMap<string, Prepared>;
}

/**
 * Reads the built files. They are all kept in memory, compressed, about two megabytes, so that no request depends on
 * the disk, on open file handles or on byte ranges.
 * @throws {NotBuilt} if there is no build
 */
export function readBuiltFiles(folder = builtFolder): BuiltFiles {
  const manifest = readManifest(folder);
  if (manifest === undefined) throw new NotBuilt();
  const assets = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
  const files = new Map(
    [builtNames.widget, builtNames.panelAlias, builtNames.types, builtNames.icon, ...assets]
      .filter((name) => typeOf(name) !== undefined)
      .map((name) => [`/${name}`, readBuilt(folder, name)]),
  );
  return { manifest, files };
}

/** Serves the built files to pages of any origin. */
export function mountBuiltFiles(server: Server, { files, log }: BuiltContext): void {
  for (const each of builtRoutes) each.mount(server, { files, log });
}

const typeOf = (name: string): string | undefined => TYPES[name.split('.').at(-1) ?? ''];

function readBuilt(folder: string, name: string): Prepared {
  const path = join(folder, name);
  const [br, gzip] = [`${path}.br`, `${path}.gz`];
  const isCompressed = existsSync(br) && existsSync(gzip);
  return prepare(
    typeOf(name) ?? '',
    isCompressed ? { br: readFileSync(br), gzip: readFileSync(gzip) } : { plain: readFileSync(path) },
  );
}
