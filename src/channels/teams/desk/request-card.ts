import type { Chat } from '../../../handoff/chat.ts';
import { chatOutcomes } from '../../../handoff/chat.ts';
import { cutText } from '../../../text/cut-text.ts';
import { type AdaptiveCard, adaptiveCard, type CardPart, executeAction, textBlock } from '../cards/card.ts';
import type { KeptActivity } from '../../../handoff/kept-transcript.ts';

/** What the bot does when a card's button is pressed: the verbs of its actions. */
export const deskVerbs = ['desk.claim', 'desk.close', 'desk.transfer'] as const;

/** What a request's card is made of. */
export interface RequestFacts {
  chat: Chat;
  /** Title of the question last answered. */
  subject: string | undefined;
  /** Models with their patch status. */
  devices: readonly { model: string; status: string }[];
  /** What was said, oldest first. */
  lines: readonly KeptActivity[];
  /** Whether its agent has it in Teams. */
  isInTeams: boolean;
}

const LINES = 6;
const LONGEST_LINE = 240;

const channelTitles: Record<string, string> = { directline: 'Web chat', msteams: 'Microsoft Teams' };

/** What the customer is called. */
export const customerName = ({ name, reference }: Pick<Chat, 'name' | 'reference'>): string =>
  name ?? `Customer ${reference}`;

/** Words of others, without what a card would take for markup. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\\`*_[\]<>()#~|{}]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const short = (text: string): string =>
  text.length > LONGEST_LINE ? `${cutText(text, LONGEST_LINE)}…` : text;

/** A time as each reader's own clock shows it. */
const moment = (at: Date): string => {
  const iso = at.toISOString().replace(/\.\d+Z$/, 'Z');
  return `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`;
};

const waitUntil = ({ requestedAt }: Chat, until: Date): string => {
  const waited = Math.max(0, Math.round((until.getTime() - requestedAt.getTime()) / 1000));
  return waited < 90 ? `${waited} s` : `${Math.round(waited / 60)} min`;
};

const ends: Record<NonNullable<Chat['end']>, string> = {
  customer: 'ended by the customer',
  agent: 'closed',
  bot: 'given back to the bot',
  idle: 'ended, since nothing was said',
  nobody: 'nobody came',
};

/** How the chat stands, in a few words. */
export function standingOf(chat: Chat): string {
  const { state, agent, claimedAt, end = 'agent', outcome } = chat;
  const name = agent === undefined ? '' : plain(agent.name);
  switch (state) {
    case 'waiting':
      return 'Waiting';
    case 'connected':
      return `Taken by ${name}${claimedAt === undefined ? '' : ` after ${waitUntil(chat, claimedAt)}`}`;
    case 'closed':
      return `Closed: ${ends[end]}${outcome === undefined ? '' : ` as ${outcome}`}${name === '' ? '' : `, was with ${name}`}`;
  }
}

type Verb = (typeof deskVerbs)[number];

const button = (title: string, verb: Verb, data: object): CardPart => executeAction(title, verb, data);

function actionsFor({ chat: { state, reference }, isInTeams }: RequestFacts): CardPart[] {
  if (state === 'waiting') return [button('Take this chat', 'desk.claim', { reference })];
  if (state !== 'connected' || !isInTeams) return [];
  return [
    ...chatOutcomes.map((outcome) => button(`Close: ${outcome}`, 'desk.close', { reference, outcome })),
    button('Back to the queue', 'desk.transfer', { reference, to: 'queue' }),
    button('Back to the bot', 'desk.transfer', { reference, to: 'bot' }),
  ];
}

const speakerOf = ({ from, channelData }: KeptActivity, chat: Chat): string =>
  from?.role === 'user' ? customerName(chat) : (channelData?.agent?.name ?? 'Bot');

/** Greetings and "Did this help?" tell an agent nothing. */
const isTelling = ({ type, text = '', channelData }: KeptActivity): boolean =>
  type === 'message' && text !== '' && !['feedback', 'small-talk'].includes(channelData?.reply?.kind ?? '');

const fact = (title: string, value: string | undefined): { title: string; value: string }[] =>
  value === undefined || value === '' ? [] : [{ title, value }];

/** A customer's request as an Adaptive Card 1.5: who, about what, which models, since when, what was said, how it stands. */
export function requestCard(facts: RequestFacts): AdaptiveCard {
  const { chat, subject, devices, lines } = facts;
  const title = `${plain(customerName(chat))} asks for a person`;
  const said = lines.filter(isTelling).slice(-LINES);
  return adaptiveCard(
    `${title}. ${standingOf(chat)}. Reference ${chat.reference}.`,
    [
      textBlock(title, { weight: 'Bolder', size: 'Medium' }),
      textBlock(standingOf(chat), {
        color: chat.state === 'waiting' ? 'Attention' : 'Default',
        spacing: 'None',
      }),
      {
        type: 'FactSet',
        facts: [
          ...fact('Reference', chat.reference),
          ...fact('From', channelTitles[chat.channelId] ?? chat.channelId),
          ...fact('About', subject),
          ...fact('Models', devices.map(({ model, status }) => `${model}: ${status}`).join(', ')),
          ...fact('Language', chat.locale),
          ...fact('Mood', chat.mood),
          ...fact('Asked', moment(chat.requestedAt)),
        ],
      },
      ...said.map((line, at) =>
        textBlock(`${plain(speakerOf(line, chat))}: ${short(plain(line.text ?? ''))}`, {
          isSubtle: line.from?.role !== 'user',
          ...(at === 0 ? { separator: true } : { spacing: 'Small' }),
        }),
      ),
    ],
    actionsFor(facts),
  );
}
