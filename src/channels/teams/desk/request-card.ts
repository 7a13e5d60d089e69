import { DIRECT_LINE, TEAMS } from '#channel-ids.ts';
import { type Chat, type ChatOutcome, chatOutcomes } from '#handoff/chat.ts';
import { cutText } from '#text/cut-text.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardPart,
  executeAction,
  plainText,
  textBlock,
} from '../cards/card.ts';
import { customerName, speakerOf } from '#handoff/speaker.ts';
import type { TranscriptActivity } from '#handoff/read-transcript.ts';

/** The verbs of the card's buttons. */
export const deskVerbs = ['desk.claim', 'desk.close', 'desk.transfer'] as const;

/** The content of a request's card. */
export interface RequestFacts {
  chat: Chat;
  /** Title of the question last answered. */
  subject: string | undefined;
  /** Models with their patch status. */
  devices: readonly { model: string; status: string }[];
  /** The messages, oldest first. */
  lines: readonly TranscriptActivity[];
  /** Whether the chat's agent handles it in Teams. */
  isInTeams: boolean;
}

const LINES = 6;
const LONGEST_LINE = 240;
const MAX_MODELS = 10;

const channelTitles: ReadonlyMap<string, string> = new Map([
  [DIRECT_LINE, 'Web chat'],
  [TEAMS, 'Microsoft Teams'],
]);

/** Text from others, without anything that a card would read as markup. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\\`*_[\]<>()#~|{}]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const short = (text: string): string =>
  text.length > LONGEST_LINE ? `${cutText(text, LONGEST_LINE)}…` : text;

/** A time that each reader sees in their own time zone. */
const moment = (at: Date): string => {
  const iso = at.toISOString().replace(/\.\d+Z$/, 'Z');
  return `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`;
};

const waitUntil = ({ requestedAt }: Chat, until: Date): string => {
  const waited = Math.max(0, Math.round((until.getTime() - requestedAt.getTime()) / 1000));
  return waited < 90 ? `${waited} s` : `${Math.round(waited / 60)} min`;
};

const ends: Record<NonNullable<Chat['end']>, string> = {
  customer: 'Closed by the customer',
  agent: 'Closed',
  bot: 'Returned to the bot',
  idle: 'Closed after inactivity',
  nobody: 'Closed, no agent came',
};

/** How a chat is closed, after “as”. */
const asOutcome: Record<ChatOutcome, string> = {
  solved: 'solved',
  'follow-up': 'needing follow-up',
  unsolved: 'unsolved',
};

/** The chat's state in a few words. */
export function cardStateOf(chat: Chat): string {
  const { state, agent, claimedAt, end = 'agent', outcome } = chat;
  const name = agent === undefined ? '' : plain(agent.name);
  switch (state) {
    case 'waiting':
      return 'Waiting';
    case 'connected':
      return `Taken by ${name}${claimedAt === undefined ? '' : ` after ${waitUntil(chat, claimedAt)}`}`;
    case 'closed':
      return `${ends[end]}${outcome === undefined ? '' : ` as ${asOutcome[outcome]}`}${name === '' ? '' : ` (agent: ${name})`}`;
  }
}

type Verb = (typeof deskVerbs)[number];

const button = (title: string, verb: Verb, data: object): CardPart => executeAction(title, verb, data);

function actionsFor({ chat: { state, reference }, isInTeams }: RequestFacts): CardPart[] {
  if (state === 'waiting') return [button('Take this chat', 'desk.claim', { reference })];
  if (state !== 'connected' || !isInTeams) return [];
  return [
    ...chatOutcomes.map((outcome) =>
      button(`Close as ${asOutcome[outcome]}`, 'desk.close', { reference, outcome }),
    ),
    button('Back to the queue', 'desk.transfer', { reference, to: 'queue' }),
    button('Back to the bot', 'desk.transfer', { reference, to: 'bot' }),
  ];
}

/** Greetings and "Did this help?" are of no use to an agent. */
const isOfUse = ({ type, text = '', channelData }: TranscriptActivity): boolean =>
  type === 'message' && text !== '' && !['feedback', 'small-talk'].includes(channelData?.reply?.kind ?? '');

const fact = (title: string, value: string | undefined): { title: string; value: string }[] =>
  value === undefined || value === '' ? [] : [{ title, value }];

function modelsIn(devices: RequestFacts['devices']): string {
  const named = devices.slice(0, MAX_MODELS).map(({ model, status }) => `${model}: ${status}`);
  const more = devices.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** People's messages are shown as they wrote them, the bot's without markup. */
const wordsOf = ({ text = '', textFormat = 'markdown', from }: TranscriptActivity): string =>
  from?.role === 'user' || textFormat === 'plain' ? text.replaceAll(/\s+/g, ' ').trim() : plainText(text);

/** A message as typed: text runs have no markup. */
const messageBlock = (line: TranscriptActivity, chat: Chat, isFirst: boolean): CardPart => ({
  type: 'RichTextBlock',
  inlines: [
    { type: 'TextRun', text: `${speakerOf(line, chat)}: `, weight: 'Bolder' },
    { type: 'TextRun', text: short(wordsOf(line)), isSubtle: line.from?.role !== 'user' },
  ],
  ...(isFirst ? { separator: true } : { spacing: 'Small' }),
});

/** A customer's request as an Adaptive Card 1.5: who, topic, models, waiting time, messages and state. */
export function requestCard(facts: RequestFacts): AdaptiveCard {
  const { chat, subject, devices, lines } = facts;
  const title = `${plain(customerName(chat))} asks for a person`;
  const messages = lines.filter(isOfUse).slice(-LINES);
  return adaptiveCard(
    `${title}. ${cardStateOf(chat)}. Reference ${chat.reference}.`,
    [
      textBlock(title, { weight: 'Bolder', size: 'Medium' }),
      textBlock(cardStateOf(chat), {
        color: chat.state === 'waiting' ? 'Attention' : 'Default',
        spacing: 'None',
      }),
      {
        type: 'FactSet',
        facts: [
          ...fact('Reference', chat.reference),
          ...fact('From', channelTitles.get(chat.channelId) ?? plain(chat.channelId)),
          ...fact('About', subject),
          ...fact('Models', modelsIn(devices)),
          ...fact('Language', chat.locale && plain(chat.locale)),
          ...fact('Mood', chat.mood),
          ...fact('Asked', moment(chat.requestedAt)),
        ],
      },
      ...messages.map((line, at) => messageBlock(line, chat, at === 0)),
    ],
    actionsFor(facts),
  );
}
