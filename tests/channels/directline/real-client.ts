import { type Activity, DirectLine, type Message } from 'botframework-directlinejs';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import XMLHttpRequest from 'xhr2';

/** Microsoft's own client in a conversation, remembering what it was shown. */
export interface RealClient {
  client: DirectLine;
  /** All messages it was shown, its own among them, in the order of their coming. */
  messages: readonly Message[];
  /** Their texts. */
  readonly texts: (string | undefined)[];
  /** Waits until a message with these words has come, the last one looked at first; gives it. */
  until: (words: string) => Promise<Message>;
  /** Posts a message; gives its id, or `retry` where the client could not send it. */
  say: (text: string) => Promise<string>;
}

export interface RealClientOptions {
  /** Where the server is. */
  url: string;
  token: string;
  /** Polls every 200 ms, the least it allows, where false. */
  webSocket: boolean;
}

/** The client reports its own end as an error to all who listen. */
const ended = (): void => undefined;

/** Connects botframework-directlinejs as a page does that has a token; it ends with the test. */
export function connectClient({ url, token, webSocket }: RealClientOptions): RealClient {
  // The client is made for browsers and takes these from there.
  Object.assign(globalThis, { XMLHttpRequest, WebSocket });
  const client = new DirectLine({
    token,
    domain: `${url}/v3/directline`,
    webSocket,
    pollingInterval: 200,
  });
  onTestFinished(() => client.end());
  const messages: Message[] = [];
  let wake = ended;
  client.activity$.subscribe((activity: Activity) => {
    if (activity.type === 'message') messages.push(activity);
    wake();
  }, ended);
  return {
    client,
    messages,
    get texts() {
      return messages.map(({ text }) => text);
    },
    async until(words) {
      for (;;) {
        const found = messages.findLast(({ text }) => text?.includes(words) === true);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    say: (text) =>
      new Promise((resolve, reject) => {
        client.postActivity({ type: 'message', from: { id: 'user' }, text }).subscribe(resolve, reject);
      }),
  };
}
