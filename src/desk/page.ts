import type { Logger } from 'pino';
import { route } from '#http/route.ts';
import { html } from '#site/html.ts';
import { pagePolicy } from '#site/page-policy.ts';
import { readManifest } from '#web/build/manifest.ts';
import { builtFolder, builtNames } from '#web/build/places.ts';
import { DESK_TAG } from './desk-route.ts';

interface PageContext {
  /** The path in front of the server's own paths, as browsers see it. */
  location: { basePath: string };
  /** Whether the customers are made up. */
  isDemo: boolean;
  log: Logger;
}

/** The page; its script renders everything. Mounting it throws if the web pages have not been built. */
export const deskPage = route(
  {
    method: 'get',
    path: '/desk',
    summary: 'Serves the page of the desk.',
    tag: DESK_TAG,
    callers: ['anyone'],
    answers: { 200: 'text/html' },
  },
  ({ location, isDemo }: PageContext) => {
    const page = pageOf(location.basePath, isDemo);
    return ({ response }) => {
      response.setHeader('Content-Security-Policy', pagePolicy("'self'"));
      response.setHeader('Referrer-Policy', 'no-referrer');
      response.setHeader('Cache-Control', 'no-cache');
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Content-Length', Buffer.byteLength(page));
      response.writeHead(200);
      response.end(page);
      return Promise.resolve(undefined);
    };
  },
  { where: 'could not send the page of the desk; responding with an error' },
);

/** @throws if the web pages have not been built */
function pageOf(basePath: string, isDemo: boolean): string {
  const desk = readManifest(builtFolder)?.desk;
  if (desk === undefined) throw new Error('The desk is not built; run `npm run build`.');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Support desk</title>
        <link rel="icon" type="image/svg+xml" href="${basePath}/${builtNames.icon}" />
        <link rel="stylesheet" href="${basePath}/${desk.style}" />
        <script type="module" src="${basePath}/${desk.script}"></script>
      </head>
      <body>
        <div id="desk" data-base="${basePath}" data-demo="${isDemo ? 'yes' : ''}"></div>
      </body>
    </html> `.text;
}
