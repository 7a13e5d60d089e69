import { inBrowser } from '#web/widget/client/surroundings.ts';
import { serverPath } from '../server-path.ts';

/** The browser's own surroundings, with paths resolved on the desk's server. */
export function onThisServer(): ReturnType<typeof inBrowser> {
  return {
    ...inBrowser(),
    fetch: (path, init) => fetch(serverPath(path), init),
    openSocket(path) {
      const address = new URL(serverPath(path), location.href);
      address.protocol = address.protocol.replace('http', 'ws');
      return new WebSocket(address);
    },
  };
}
