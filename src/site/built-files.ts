import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Next, Request, Response, Server } from 'restify';
import sirv from 'sirv';
import { HttpProblem } from '../http/problem.ts';
import { type Manifest, readManifest } from '../web/build/manifest.ts';
import { builtFolder, builtNames } from '../web/build/places.ts';

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

/**
 * Serves what the build has made, precompressed, to pages of any origin.
 * @returns where the build has put what
 * @throws {NotBuilt} when there is no build
 */
export function mountBuiltFiles(server: Server, folder = builtFolder): Manifest {
  const manifest = readManifest(folder);
  if (manifest === undefined) throw new NotBuilt();
  const serve = sirv(folder, { brotli: true, gzip: true, etag: true, setHeaders });
  const handle = (request: Request, response: Response, next: Next): void => {
    serve(request, response, () =>
      next(new HttpProblem(404, 'NotFound', 'There is nothing at this address.')),
    );
  };
  for (const path of [builtNames.widget, builtNames.panelAlias, builtNames.types, 'assets/*']) {
    server.get(join('/', path), handle);
    server.head(join('/', path), handle);
  }
  return manifest;
}

function setHeaders(response: ServerResponse, path: string): void {
  response.setHeader('Cache-Control', path.startsWith('/assets/') ? FOREVER : BRIEFLY);
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}
