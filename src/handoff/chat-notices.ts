/** The messages that customers get when something happens to their chat that they did not do themselves. */
import { escapeMarkdown } from '#text/markdown.ts';
import type { Chat, ChatAgent, ChatActivity } from './chat.ts';
import type { ChatNotice } from './handoff-status.ts';

type Known = Pick<Chat, 'reference'>;

/** If this is the whole message, it ends a chat, for channels that have no button for it. */
export const endChatWords = 'end chat';

export const joined = ({ reference }: Known, agent: ChatAgent): ChatActivity => ({
  text: `You are talking to **${plain(agent.name)}** now. I'll stay out of it until the chat ends; to end it, type “${endChatWords}”.`,
  handoff: { state: 'connected', reference, agent: { name: agent.name } },
  notice: { kind: 'joined', agent: agent.name },
});

export const reopened = ({ reference }: Known, agent: ChatAgent): ChatActivity => ({
  text: `**${plain(agent.name)}** is back in this chat and can read everything above. I'll stay out of it until the chat ends; to end it, type “${endChatWords}”.`,
  handoff: { state: 'connected', reference, agent: { name: agent.name } },
  notice: { kind: 'reopened', agent: agent.name },
});

export const handedOver = (
  { reference, agent: before }: Pick<Chat, 'reference' | 'agent'>,
  agent: ChatAgent,
  message: string,
): ChatActivity => ({
  text: `${plain(before?.name ?? 'Your agent')} has transferred you to **${plain(agent.name)}**.${saying(message)}`,
  handoff: { state: 'connected', reference, agent: { name: agent.name } },
  notice: { ...noticed('handed-over', before, message), to: agent.name },
});

export const backToBot = (
  { reference, agent }: Pick<Chat, 'reference' | 'agent'>,
  message: string,
): ChatActivity => ({
  text: `${plain(agent?.name ?? 'Your agent')} has handed you back to me, the bot.${saying(message)} What would you like to know?`,
  handoff: closed(reference, agent),
  notice: noticed('to-bot', agent, message),
});

export const endedByAgent = ({ reference, agent }: Pick<Chat, 'reference' | 'agent'>): ChatActivity => ({
  text: `${plain(agent?.name ?? 'Your agent')} has ended the chat, so you're back with me, the bot. If there's anything left, ask for a person again and I'll try ${plain(agent?.name ?? 'the same agent')} first.`,
  handoff: closed(reference, agent),
  notice: noticed('ended', agent),
});

export const endedIdle = ({ reference, agent }: Pick<Chat, 'reference' | 'agent'>): ChatActivity => ({
  text: `It has been quiet for a while, so the chat with ${plain(agent?.name ?? 'your agent')} has ended and you're back with me, the bot. You can ask for a person again at any time.`,
  handoff: closed(reference, agent),
  notice: noticed('ended-idle', agent),
});

export const connectionLost = ({ reference, agent }: Pick<Chat, 'reference' | 'agent'>): ChatActivity => ({
  text: `I'm sorry, I've lost the connection to ${plain(agent?.name ?? 'your agent')}. You're back in the queue, ahead of new requests, and whoever takes over can read everything that was said. Your reference is still **${reference}**.`,
  handoff: { state: 'waiting', reference, position: 1 },
  notice: noticed('connection-lost', agent),
});

export const backInQueue = (
  { reference, agent }: Pick<Chat, 'reference' | 'agent'>,
  message: string,
): ChatActivity => ({
  text: `${plain(agent?.name ?? 'Your agent')} is asking a colleague to take over.${saying(message)} You're in the queue, ahead of new requests.`,
  handoff: { state: 'waiting', reference, position: 1 },
  notice: noticed('to-queue', agent, message),
});

export const nobodyCame = (opensAt: string | undefined): ChatActivity => ({
  text: `I'm sorry, nobody was free to join.${opensAt === undefined ? '' : ` Somebody will be back on ${opensAt}.`} I'm happy to keep helping where I can. Shall I take a message for them?`,
  handoff: { state: 'bot' },
  choices: ['Leave a message', 'What can you do?'],
  notice: { kind: 'nobody-came' },
});

/** Shows no bubble, only the new position. */
export const positionChanged = (
  { reference }: Known,
  position: number,
  waitSeconds: number | undefined,
): ChatActivity => ({
  handoff: {
    state: 'waiting',
    reference,
    position,
    ...(waitSeconds === undefined ? {} : { waitSeconds }),
  },
});

const closed = (reference: string, agent: ChatAgent | undefined) =>
  ({
    state: 'closed',
    reference,
    askRating: true,
    ...(agent === undefined ? {} : { agent: { name: agent.name } }),
  }) as const;

const noticed = (kind: ChatNotice['kind'], agent: ChatAgent | undefined, message = ''): ChatNotice => ({
  kind,
  ...(agent === undefined ? {} : { agent: agent.name }),
  ...(message === '' ? {} : { message }),
});

const saying = (message: string): string => (message === '' ? '' : ` They say: ${escapeMarkdown(message)}`);

/** Strips Markdown characters from an agent's name, which goes into Markdown. */
const plain = (name: string): string => name.replaceAll(/[\\`*_{}[\]<>()#+!|~]/g, '').trim();
