import { type Activity, DirectLine, type Message } from 'botframework-directlinejs';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import XMLHttpRequest from 'xhr2';

/** Microsoft's own client in a conversation; it records what it receives. */
export interface RealClient {
  client: DirectLine;
  /** All messages it received, including its own, in order of arrival. */
  messages: readonly Message[];
  /** Their texts. */
  readonly texts: (string | undefined)[];
  /** Waits for a message that contains this text and returns the newest one. */
  until: (words: string) => Promise<Message>;
  /** Posts a message. Returns its id, or `retry` when the client could not send it. */
  say: (text: string) => Promise<string>;
}

export interface RealClientOptions {
  /** The server's URL. */
  url: string;
  token: string;
  /** When false, it polls every 200 ms, the shortest interval it allows. */
  webSocket: boolean;
}

/** When the client ends, it reports an error to every listener. */
const ended = (): void => undefined;

/** Connects botframework-directlinejs as a page with a token does, until the test ends. */
export function connectClient({ url, token, webSocket }: RealClientOptions): RealClient {
  // The client is written for browsers and expects these globals.
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
