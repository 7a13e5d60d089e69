/** The bare botbuilder bot that ours is measured against: it echoes each message and stores two states. */
import type { AddressInfo } from 'node:net';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
  UserState,
} from 'botbuilder';
import restify from 'restify';

/** A running echo bot. */
export interface EchoBot {
  url: string;
  stop(): Promise<void>;
}

/** Starts the echo bot on a free port, as Bot Framework's own sample does. */
export async function startEchoBot(): Promise<EchoBot> {
  const storage = new MemoryStorage();
  const conversationState = new ConversationState(storage);
  const userState = new UserState(storage);
  const turns = conversationState.createProperty<{ count: number }>('turns');
  const profile = userState.createProperty<{ name: string }>('profile');
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    const counted = await turns.get(context, { count: 0 });
    await profile.get(context, { name: '' });
    counted.count += 1;
    await context.sendActivity(`Echo: ${context.activity.text}`);
    await conversationState.saveChanges(context);
    await userState.saveChanges(context);
    await next();
  });

  const server = restify.createServer({ name: 'echo-bot' });
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    const { headers, method = '' } = request;
    const body = request.body as Record<string, unknown>;
    await adapter.process({ headers, method, body }, response, (context) => bot.run(context));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.server.closeAllConnections();
      }),
  };
}

if (import.meta.main) {
  const { url } = await startEchoBot();
  console.log(`The echo bot is ready at ${url}`);
}
