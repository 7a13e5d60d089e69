import type { Connector } from './connector.ts';

/** Resolves when the bot has sent these words on the channel: in a text, or anywhere in a card. */
export async function untilReplied(connector: Connector, words: string): Promise<void> {
  const isReceived = (): boolean =>
    connector.received.some((activity) => JSON.stringify(activity).includes(words));
  while (!isReceived()) await connector.receivedReplies(connector.received.length + 1);
}
