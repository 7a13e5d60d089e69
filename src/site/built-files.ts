import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Next, Request, Response, Server } from 'restify';
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

/** How files are compressed, the smallest first: how they are named, and how browsers ask for them. */
const ENCODINGS = [
  { encoding: 'br', ending: '.br', wanted: /\bbr\b/ },
  { encoding: 'gzip', ending: '.gz', wanted: /\bgzip\b/ },
] as const;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/plain; charset=utf-8',
};

interface BuiltFile {
  type: string;
  etag: string;
  plain: Buffer;
  /** The same, as the build has compressed it. */
  compressed: { encoding: string; wanted: RegExp; content: Buffer }[];
}

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
    send(file, request, response);
    next(false);
  };
  for (const path of [builtNames.widget, builtNames.panelAlias, builtNames.types, 'assets/*'])
    server.get(`/${path}`, handle);
  return manifest;
}

const typeOf = (name: string): string | undefined => TYPES[name.split('.').at(-1) ?? ''];

function readBuilt(folder: string, name: string): BuiltFile {
  const plain = readFileSync(join(folder, name));
  const compressed = ENCODINGS.map(({ ending, ...how }) => ({ ...how, file: join(folder, name + ending) }))
    .filter(({ file }) => existsSync(file))
    .map(({ file, ...how }) => ({ ...how, content: readFileSync(file) }));
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { type: typeOf(name) ?? '', etag: `W/"${hash}"`, plain, compressed };
}

function send({ type, etag, plain, compressed }: BuiltFile, request: Request, response: Response): void {
  const accepted = request.headers['accept-encoding'] ?? '';
  const smaller = compressed.find(({ wanted }) => wanted.test(accepted));
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304);
    response.end();
    return;
  }
  const body = smaller?.content ?? plain;
  response.setHeader('Content-Type', type);
  if (smaller !== undefined) response.setHeader('Content-Encoding', smaller.encoding);
  response.setHeader('Content-Length', body.byteLength);
  response.writeHead(200);
  response.end(body);
}
