import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { npmPackage } from './npm-package.ts';

/** Microsoft's Web Chat. With its dependencies the npm package is 532 MB, so the test uses only the built script. */
const WEB_CHAT = 'botframework-webchat@4.18.1';

/** A shop's page with Web Chat in it, as docs/widget.md shows; `?server=` sets the bot's address. */
const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Support</title>
    <link rel="icon" href="data:," />
    <style>
      html, body, #chat { height: 100%; margin: 0; }
    </style>
  </head>
  <body>
    <div id="chat"></div>
    <script src="/webchat.js"></script>
    <script type="module" src="/chat.js"></script>
  </body>
</html>`;

const script = `
const server = new URLSearchParams(location.search).get('server');
const response = await fetch(server + '/v3/directline/visitor-session', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ credential: localStorage.getItem('support-visitor') }),
});
const { token, credential } = await response.json();
localStorage.setItem('support-visitor', credential);
WebChat.renderWebChat(
  { directLine: WebChat.createDirectLine({ token, domain: server + '/v3/directline' }) },
  document.getElementById('chat'),
);
`;

/** The support page on its own server, as when shop and bot are on different hosts. */
export interface SupportPage {
  origin: string;
  /** The page's address for a bot at this URL. */
  addressFor(server: string): string;
  close(): Promise<void>;
}

/** Serves the page on any free port. */
export async function serveSupportPage(): Promise<SupportPage> {
  const webChat = join(await npmPackage(WEB_CHAT), 'dist/webchat.js');
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    } else if (path === '/chat.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script);
    } else if (path === '/webchat.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      createReadStream(webChat).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    addressFor: (url) => `${origin}/?server=${encodeURIComponent(url)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
