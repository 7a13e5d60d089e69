import { Agent, request } from 'node:http';

/** Sends a message in a conversation and resolves with the number of replies in the response. */
export type SendTo = (conversationId: string, text: string) => Promise<number>;

/** Connects to a bot's /api/messages over keep-alive connections. @throws if a turn is not answered with 200 */
export function connect(url: string, mostConnections: number): { say: SendTo; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: mostConnections });
  let count = 0;
  const say: SendTo = (conversationId, text) => {
    count += 1;
    const body = JSON.stringify({
      type: 'message',
      id: `activity-${count}`,
      channelId: 'emulator',
      serviceUrl: 'http://127.0.0.1:9',
      deliveryMode: 'expectReplies',
      conversation: { id: conversationId },
      from: { id: 'customer' },
      recipient: { id: 'bot' },
      text,
    });
    return new Promise((resolve, reject) => {
      const sending = request(
        `${url}/api/messages`,
        {
          method: 'POST',
          agent,
          headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) {
              resolve((JSON.parse(answer) as { activities: unknown[] }).activities.length);
            } else reject(new Error(`The bot answered ${response.statusCode}: ${answer}`));
          });
          response.on('error', reject);
        },
      );
      sending.on('error', reject);
      sending.end(body);
    });
  };
  return { say, close: () => agent.destroy() };
}
