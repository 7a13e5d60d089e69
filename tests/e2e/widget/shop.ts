import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another company's site, with the chat on its pages. */
export interface Shop {
  origin: string;
  /** A page with this server's chat; the kinds of pages are below. */
  page(server: string, options?: PageOptions): string;
  close(): Promise<void>;
}

export interface PageOptions {
  /** Path of the page: the site has several. */
  path?: string;
  /** `strict`: a Content-Security-Policy as in docs/widget.md; `hostile`: styles that break everything they reach. */
  kind?: 'plain' | 'strict' | 'hostile';
  lang?: string;
  dir?: 'ltr' | 'rtl';
  /** The script's attributes, as written in the page. */
  attributes?: string;
}

/** What docs/widget.md tells sites to allow, plus the page's own style. */
const policyFor = (server: string): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    `script-src ${server}`,
    `connect-src ${server} ${server.replace('http', 'ws')}`,
    `img-src ${server} data:`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const hostile = `
  * { all: unset !important; display: none !important; color: red !important; font-size: 44px !important; }
  support-chat { position: static !important; opacity: 0 !important; transform: scale(3) !important; }
  html, body, main { display: block !important; }
`;
const plain = 'body { margin: 40px; font: 16px serif; } h1 { color: rgb(10, 20, 30); }';

/** Serves the site on any free port. */
export async function openShop(): Promise<Shop> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    const get = (name: string): string => url.searchParams.get(name) ?? '';
    if (url.pathname.endsWith('.css')) {
      response.setHeader('content-type', 'text/css').end(url.pathname === '/hostile.css' ? hostile : plain);
      return;
    }
    const bot = get('server');
    if (get('kind') === 'strict') response.setHeader('content-security-policy', policyFor(bot));
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>
<html lang="${get('lang') || 'en'}" dir="${get('dir') || 'ltr'}">
  <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Shop</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/${get('kind') === 'hostile' ? 'hostile' : 'plain'}.css">
  </head>
  <body><main><h1>Shop</h1><p>Wi-Fi gear.</p><button>Buy</button></main>
  <script src="${bot}/widget.js" async ${get('attributes')}></script></body>
</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    page: (bot, { path = '/', ...options } = {}) =>
      `${origin}${path}?${new URLSearchParams({ server: bot, ...options }).toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
