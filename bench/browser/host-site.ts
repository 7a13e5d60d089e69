import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { npmPackage } from '#tests/e2e/npm-package.ts';

const brotli = promisify(brotliCompress);

/** The full bundle of Microsoft's Web Chat. */
export const webChat = 'botframework-webchat@4.18.1';

/** What the page loads besides its own content. */
export type ChatOnPage = 'none' | 'widget' | 'web chat';

/** A vendor's page on a separate server. */
export interface HostSite {
  origin: string;
  /** @param server the bot's URL */
  page(chat: ChatOnPage, server: string): string;
  close(): Promise<void>;
}

/**
 * Starts Web Chat as its documentation shows, but only when its launcher is clicked, so that nothing loads earlier.
 */
const webChatScript = `
const server = new URLSearchParams(location.search).get('server');
const post = async (path, body) => (await fetch(server + '/v3/directline' + path, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
})).json();
document.querySelector('#launcher').addEventListener('click', async () => {
  const loaded = new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = '/webchat.js';
    script.onload = resolve;
    document.head.append(script);
  });
  const [{ token }] = await Promise.all([post('/visitor-session', {}), loaded]);
  const place = document.querySelector('#chat');
  place.hidden = false;
  WebChat.renderWebChat(
    { directLine: WebChat.createDirectLine({ token, domain: server + '/v3/directline' }) },
    place,
  );
});
`;

const css = `
body { margin: 0 auto; max-width: 60rem; padding: 2rem; font: 1rem/1.6 sans-serif; }
h1 { font-size: 3rem; }
#launcher { position: fixed; right: 20px; bottom: 20px; width: 60px; height: 60px; border-radius: 30px; }
#chat { position: fixed; right: 20px; bottom: 20px; width: 400px; height: 600px; }
`;

const words =
  'Access points, switches and cameras for offices, hotels and campuses, with one place to look after them. ';

const html = (chat: ChatOnPage, server: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Networks</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
  </head>
  <body>
    <h1>Networks that work</h1>
    ${`<p>${words.repeat(6)}</p>`.repeat(8)}
    ${chat === 'widget' ? `<script src="${server}/widget.js" async></script>` : ''}
    ${chat === 'web chat' ? '<button id="launcher">Open chat</button><div id="chat" hidden></div><script src="/chat.js" async></script>' : ''}
  </body>
</html>`;

/** Serves the page on a free port, compressed the way the bot's server does it. */
export async function openHostSite(): Promise<HostSite> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const script = await readFile(join(await npmPackage(webChat), 'dist/webchat.js'));
  const files: Record<string, { type: string; body: Buffer }> = {};
  for (const [path, type, body] of [
    ['/webchat.js', 'text/javascript', script],
    ['/chat.js', 'text/javascript', Buffer.from(webChatScript)],
    ['/page.css', 'text/css', Buffer.from(css)],
  ] as const)
    files[path] = { type, body: await brotli(body, { params }) };
  const give = (response: ServerResponse, type: string, body: Buffer): void => {
    response
      .setHeader('content-type', `${type}; charset=utf-8`)
      .setHeader('content-encoding', 'br')
      .end(body);
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const file = files[url.pathname];
    if (file !== undefined) {
      give(response, file.type, file.body);
      return;
    }
    const chat = (url.searchParams.get('chat') ?? 'none') as ChatOnPage;
    void brotli(html(chat, url.searchParams.get('server') ?? '')).then((body) =>
      give(response, 'text/html', body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    page: (chat, bot) => `${origin}/?${new URLSearchParams({ chat, server: bot }).toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
