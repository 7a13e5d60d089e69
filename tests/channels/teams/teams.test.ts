import { describe, expect, it, onTestFinished } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { messageActivity } from '#tests/support/activities.ts';
import { type Connector, startConnector } from '#tests/support/connector.ts';
import { post } from '#tests/support/http.ts';
import { startApp } from '#tests/support/running-app.ts';
import { untilReplied } from '#tests/support/until-said.ts';

const bot = { id: '28:bot', name: 'Support' };

/** The running server, and a team that uses it through a connector. */
async function open() {
  const { app, messages, record } = await startApp();
  onTestFinished(() => app.stop());
  const connector = await startConnector();
  onTestFinished(() => connector.close());
  let count = 0;
  const sends = async (activity: Partial<Activity>): Promise<void> => {
    const { deliveryMode: _, ...rest } = messageActivity(activity.text, {
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      id: `teams-${(count += 1)}`,
      recipient: bot,
      conversation: { id: '19:thread;messageid=1', isGroup: true, conversationType: 'channel', name: 'Chat' },
      ...activity,
    });
    expect((await post(messages, rest)).status).toBe(200);
  };
  return { connector, record, sends };
}

const wordsOf = ({ received }: Connector): string[] => received.map((activity) => JSON.stringify(activity));
const mention = (id: string, name: string) => ({
  type: 'mention',
  text: `<at>${name}</at>`,
  mentioned: { id, name },
});

describe('in Teams', () => {
  it.each([
    [
      'its own mention at the start',
      '<at>Support</at>\u00A0is the EAP600 patched?',
      [mention(bot.id, 'Support')],
    ],
    [
      "its own mention and another person's",
      '<at>Support</at> is the EAP600 patched, <at>Dana</at>?\r\n',
      [mention(bot.id, 'Support'), mention('29:dana', 'Dana')],
    ],
    ['no mention', 'is the EAP600 patched?', []],
  ])('a message with %s is understood', async (_what, text, entities) => {
    const { connector, sends } = await open();
    await sends({ text, entities });
    await connector.receivedReplies(1);
    expect(wordsOf(connector)[0]).toContain('EAP600: Available Now');
  });

  it('the bot greets once, however Teams reports its installation', async () => {
    const { connector, sends } = await open();
    await sends({ type: 'installationUpdate', action: 'add' });
    await sends({ type: 'conversationUpdate', membersAdded: [bot] });
    await sends({ type: 'conversationUpdate', membersAdded: [{ id: '29:dana', name: 'Dana' }] });
    await sends({ text: 'thanks' });
    await untilReplied(connector, 'welcome');
    expect(wordsOf(connector)).toHaveLength(2);
    expect(wordsOf(connector)[0]).toContain('Hello!');
  });

  it.each([
    { type: 'messageUpdate', text: 'is the EAP600 patched, edited?' },
    { type: 'messageDelete' },
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' as const }] },
    { type: 'installationUpdate', action: 'remove' },
    { type: 'conversationUpdate', membersRemoved: [{ id: '29:dana', name: 'Dana' }] },
    { type: 'conversationUpdate', topicName: 'Another name' },
    { type: 'typing' },
    { type: 'endOfConversation' },
  ])('%j gets no reply', async (activity) => {
    const { connector, record, sends } = await open();
    await sends(activity);
    await sends({ text: 'thanks' });
    await untilReplied(connector, 'welcome');
    expect(wordsOf(connector)).toHaveLength(1);
    expect(record.entries.filter(({ level }) => level >= 50)).toEqual([]);
  });

  it.each(['Hi', 'Hello', 'Help'])('“%s” is answered', async (text) => {
    const { connector, sends } = await open();
    await sends({ text });
    await connector.receivedReplies(1);
    expect(connector.received[0]?.summary).toMatch(/I can help|You can ask me/);
  });

  it('an activity delivered five times at once is answered once', async () => {
    const { connector, sends } = await open();
    const again = { id: 'the same', text: 'is the EAP600 patched?' };
    await Promise.all(Array.from({ length: 5 }, () => sends(again)));
    await sends(again);
    await sends({ text: 'thanks' });
    await untilReplied(connector, 'Good to hear');
    expect(wordsOf(connector).filter((words) => words.includes('EAP600: Available Now'))).toHaveLength(1);
  });

  it('threads of a channel are separate conversations', async () => {
    const { connector, sends } = await open();
    const thread = (number: number) => ({
      id: `19:thread;messageid=${number}`,
      isGroup: true,
      conversationType: 'channel',
      name: 'Chat',
    });
    await sends({ text: 'is there a patch for my model?', conversation: thread(1) });
    await sends({ text: 'EAP600', conversation: thread(2) });
    await sends({ text: 'ECB1200', conversation: thread(1) });
    await untilReplied(connector, 'ECB1200: Available Now');
    const reply = connector.received.find((activity) => JSON.stringify(activity).includes('ECB1200'));
    expect(reply?.conversation?.id).toBe('19:thread;messageid=1');
  });

  describe('the search command', () => {
    const searches = async (query: string | undefined) => {
      const { app, messages } = await startApp();
      onTestFinished(() => app.stop());
      const { deliveryMode: _, ...invoke } = messageActivity(undefined, {
        type: 'invoke',
        name: 'composeExtension/query',
        channelId: 'msteams',
        value: {
          commandId: 'find',
          parameters:
            query === undefined ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'query', value: query }],
        },
      });
      const answer = await post(messages, invoke);
      expect(answer.status).toBe(200);
      return (answer.json() as { composeExtension: Record<string, unknown> }).composeExtension;
    };

    it.each([
      ['EAP600', 'EAP600: Available Now'],
      ['does EnShare cost anything', 'free of charge'],
    ])('finds %s', async (query, words) => {
      const found = await searches(query);
      expect(found).toMatchObject({ type: 'result', attachmentLayout: 'list' });
      const [first] = found['attachments'] as {
        contentType: string;
        preview: { content: { title: string } };
      }[];
      expect(first?.contentType).toBe('application/vnd.microsoft.card.adaptive');
      expect(first?.preview.content.title).not.toBe('');
      expect(JSON.stringify(found)).toContain(words);
    });

    it('first offers some answers, and says when it finds none', async () => {
      expect(await searches(undefined)).toMatchObject({ type: 'result' });
      expect(await searches('qwertz asdf yxcv')).toMatchObject({ type: 'message' });
    });
  });
});
