import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { messageActivity } from './activities.ts';
import { violationsOf } from './activity-schemas.ts';
import { type HttpAnswer, post } from './http.ts';

/** A post of the bot in Teams, in its current version. */
interface Shown {
  id: string;
  conversationId: string;
  activity: Partial<Activity>;
  /** How often it was updated. */
  updates: number;
}

/** A Teams user, and where they write. */
export interface TeamsUser {
  /** Writes to the bot in a private chat. */
  alone: (text: string, more?: Partial<Activity>) => Promise<void>;
  /** Writes in a channel, or in one of its threads; it mentions the bot by default. */
  inChannel: (
    text: string,
    options?: { thread?: string; mentions?: boolean; more?: Partial<Activity> },
  ) => Promise<void>;
  /** Clicks a button of a card. @returns the bot's response to Teams */
  presses: (shown: Shown, title: string) => Promise<{ type: string; value: unknown }>;
  /** The conversation in which the bot replies to them privately. */
  aloneId: string;
}

/**
 * A fake Microsoft Teams: one team with a support channel, users, and what the bot shows them. A test fails if the bot
 * sends anything that violates the schemas of activities and cards, or Teams' rules.
 */
export interface TeamsRoom {
  channelId: string;
  shown: readonly Shown[];
  /** Everything shown in a conversation, as joined JSON. */
  wordsIn: (conversationId: string) => string[];
  user: (name: string) => TeamsUser;
  /** Waits until something that contains these words is shown. */
  until: (words: string, conversationId?: string) => Promise<Shown>;
  /** From now on, refuses everything sent to conversations whose id begins with this; undefined accepts it again. */
  refuse: (conversationId: string, status: number | undefined) => void;
  /** From now on, refuses everything that contains these words. */
  refuseWords: (words: string, status: number) => void;
  /** Serves a file, as Teams' file store does. @returns its URL */
  file: (content: string, contentType: string) => string;
  /** Serves a redirect to another URL. */
  redirect: (to: string) => string;
}

const bot = { id: '28:bot', name: 'Support' };
const turnOfLoop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const mention = { type: 'mention', text: '<at>Support</at>', mentioned: bot };

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

interface Button {
  title: string;
  verb: string;
  data: object;
}

/** Opens the fake in front of a server. @param messages the bot's endpoint */
export async function openTeamsRoom(messages: string): Promise<TeamsRoom> {
  const shown: Shown[] = [];
  const violations: string[] = [];
  const refused = new Map<string, number | undefined>();
  const refusedWords = new Map<string, number>();
  const files = new Map<string, { content: string; contentType: string }>();
  const redirects = new Map<string, string>();
  let count = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const url = request.url ?? '';
      const file = files.get(url);
      const elsewhere = redirects.get(url);
      if (elsewhere !== undefined) {
        response.writeHead(302, { location: elsewhere });
        response.end();
        return;
      }
      if (file !== undefined) {
        response.setHeader('content-type', file.contentType);
        response.end(file.content);
        return;
      }
      const body = await bodyOf(request);
      const activity = JSON.parse(body) as Partial<Activity>;
      violations.push(...violationsOf(activity));
      const [, conversationId = '', id] =
        /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(url)?.map(decodeURIComponent) ?? [];
      const status =
        [...refused].find(([prefix]) => conversationId.startsWith(prefix))?.[1] ??
        [...refusedWords].find(([words]) => body.includes(words))?.[1];
      response.setHeader('content-type', 'application/json');
      response.statusCode = status ?? 200;
      const there = shown.find((each) => each.id === id);
      if (status === undefined && activity.type !== 'typing') {
        if (request.method === 'PUT' && there !== undefined) {
          there.activity = activity;
          there.updates += 1;
        } else shown.push({ id: `m${(count += 1)}`, conversationId, activity, updates: 0 });
      } else if (status === undefined)
        shown.push({ id: `typing-${(count += 1)}`, conversationId, activity, updates: 0 });
      response.end(JSON.stringify({ id: request.method === 'PUT' ? id : `m${count}` }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
    expect(violations).toEqual([]);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const channelId = '19:support@thread.tacv2';

  const send = async (activity: Partial<Activity>): Promise<HttpAnswer> => {
    const { deliveryMode: _, ...whole } = messageActivity(activity.text, {
      channelId: 'msteams',
      serviceUrl: `${address}/`,
      recipient: bot,
      ...activity,
    });
    const answer = await post(messages, whole);
    expect(answer.status, answer.text).toBe(200);
    return answer;
  };

  const user = (name: string): TeamsUser => {
    const from = { id: `29:${name.toLowerCase()}`, name };
    const aloneId = `a:${name.toLowerCase()}`;
    const alone = { id: aloneId, isGroup: false, conversationType: 'personal', name: 'Chat' };
    const inChannel = (thread: string | undefined) => ({
      id: thread === undefined ? `${channelId};messageid=${name}` : thread,
      isGroup: true,
      conversationType: 'channel',
      name: 'Chat',
    });
    return {
      aloneId,
      alone: async (text, more = {}) => {
        await send({ from, conversation: alone, text, ...more });
      },
      inChannel: async (text, { thread, mentions = true, more = {} } = {}) => {
        await send({
          from,
          conversation: inChannel(thread),
          text: mentions ? `<at>Support</at> ${text}` : text,
          ...(mentions ? { entities: [mention] } : {}),
          ...more,
        });
      },
      async presses({ id, conversationId, activity }, title) {
        const card = activity.attachments?.[0]?.content as { actions: Button[] };
        const button = card.actions.find((each) => each.title === title);
        if (button === undefined) throw new Error(`No button "${title}" is shown.`);
        const { verb, data } = button;
        const isAlone = conversationId === aloneId;
        const answer = await send({
          type: 'invoke',
          name: 'adaptiveCard/action',
          from,
          conversation: isAlone ? alone : inChannel(`${channelId};messageid=${id}`),
          replyToId: id,
          value: { action: { type: 'Action.Execute', verb, data } },
        });
        return answer.json() as { type: string; value: unknown };
      },
    };
  };

  const wordsIn: TeamsRoom['wordsIn'] = (conversationId) =>
    shown
      .filter((each) => each.conversationId === conversationId)
      .map(({ activity }) => JSON.stringify(activity));

  return {
    channelId,
    shown,
    wordsIn,
    user,
    async until(words, conversationId) {
      for (;;) {
        const found = shown.find(
          (each) =>
            JSON.stringify(each.activity).includes(words) &&
            (conversationId === undefined || each.conversationId === conversationId),
        );
        if (found !== undefined) return found;
        await turnOfLoop();
      }
    },
    refuse: (conversationId, status) => refused.set(conversationId, status),
    refuseWords: (words, status) => refusedWords.set(words, status),
    redirect(to) {
      const path = `/redirects/${(count += 1)}`;
      redirects.set(path, to);
      return `${address}${path}`;
    },
    file(content, contentType) {
      const path = `/files/${(count += 1)}`;
      files.set(path, { content, contentType });
      return `${address}${path}`;
    },
  };
}
