import type { Request, Response, Server } from 'restify';
import { html } from '#site/html.ts';
import { pagePolicy } from '#site/page-policy.ts';
import { readManifest } from '#web/build/manifest.ts';
import { builtFolder } from '#web/build/places.ts';

/**
 * `GET /desk`: the page; all that is on it comes from the script.
 * @param basePath stands before the server's own paths, as browsers see them
 * @throws when there is no build
 */
export function mountDeskPage(server: Server, basePath: string): void {
  const desk = readManifest(builtFolder)?.desk;
  if (desk === undefined) throw new Error('The desk is not built; `npm run build` makes it.');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Support desk</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${basePath}/${desk.style}" />
        <script type="module" src="${basePath}/${desk.script}"></script>
      </head>
      <body>
        <div id="desk" data-base="${basePath}"></div>
      </body>
    </html> `.text;
  server.get('/desk', (_request: Request, response: Response, next: (error?: false) => void) => {
    response.setHeader('Content-Security-Policy', pagePolicy("'self'"));
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(page));
    response.writeHead(200);
    response.end(page);
    next(false);
  });
}
