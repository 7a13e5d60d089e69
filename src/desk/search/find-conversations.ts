import { channelOf } from '#handoff/conversation-key.ts';
import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import { type Term, termsIn } from '#store/search/query.ts';
import { textIn } from '#store/search/passages.ts';
import type { PassageFound } from '#store/search/search.ts';
import type { StoredActivity } from '#store/events.ts';
import type { Store } from '#store/store.ts';
import { plainText } from '#web/widget/panel/content/plain-text.ts';
import { plainName } from '#text/plain-name.ts';
import { type Matches, matchesIn, snippetOf } from './snippet.ts';
import type { FoundConversation, SearchResults } from './wire.ts';

const PAGE = 20;
/** Passages that are read at once; several may be of one conversation. */
const PASSAGES = 40;
/** A page ends early where a single conversation fills it again and again. */
const MOST_READS = 5;

type Stores = Pick<Store, 'search' | 'transcript' | 'conversations' | 'chats'>;

/**
 * Searches all conversations for what somebody typed. Never fails on how it is written.
 * @param before continues behind this place
 */
export async function findConversations(
  stores: Stores,
  query: string,
  before: number | undefined,
): Promise<SearchResults> {
  const terms = termsIn(query);
  const { passages, next } = await newestOfEach(stores, terms, before);
  const results = await Promise.all(passages.map((passage) => shown(stores, passage, terms)));
  return {
    results: results.filter((each) => each !== undefined),
    next: next === undefined ? null : String(next),
  };
}

/** Finds the newest passage of each conversation. */
async function newestOfEach(
  { search }: Stores,
  terms: readonly Term[],
  before: number | undefined,
): Promise<{ passages: PassageFound[]; next: number | undefined }> {
  const passages = new Map<string, PassageFound>();
  let last = before;
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const found = await search.passages(terms, { before: last, most: PASSAGES });
    for (const passage of found) {
      if (passages.has(passage.conversationId)) continue;
      if (passages.size === PAGE) return { passages: [...passages.values()], next: last };
      passages.set(passage.conversationId, passage);
      last = passage.id;
    }
    if (found.length < PASSAGES) return { passages: [...passages.values()], next: undefined };
    last = found.at(-1)?.id;
  }
  return { passages: [...passages.values()], next: last };
}

interface Said {
  activity: TranscriptActivity;
  text: string;
  matches: Matches;
}

/** @returns undefined when it was erased a moment ago */
async function shown(
  { transcript, conversations, chats }: Stores,
  { conversationId, fromSeq, toSeq }: PassageFound,
  terms: readonly Term[],
): Promise<FoundConversation | undefined> {
  const [conversation, chat, activities] = await Promise.all([
    conversations.find(conversationId),
    chats.newestIn(conversationId),
    transcript.after(conversationId, fromSeq - 1, toSeq - fromSeq + 1),
  ]);
  const said = bestOf(activities, terms);
  if (conversation === undefined || said === undefined) return undefined;
  const { activity, text, matches } = said;
  const name = chat?.name ?? conversation.userName;
  const agent = activity.channelData?.agent?.name;
  return {
    id: conversationId,
    name: name === undefined ? null : plainName(name),
    channel: channelOf(conversationId),
    chat: chat === undefined ? null : { reference: chat.reference, state: chat.state },
    at: activity.timestamp ?? new Date(conversation.createdAt).toISOString(),
    speaker: activity.from?.role === 'user' ? 'customer' : agent === undefined ? 'bot' : 'agent',
    agent: agent ?? null,
    snippet: snippetOf(text, matches),
  };
}

/** The message that has most of the terms; of several, the newest. */
function bestOf(activities: readonly StoredActivity[], terms: readonly Term[]): Said | undefined {
  let best: Said | undefined;
  for (const stored of activities) {
    const written = textIn(stored);
    if (written === '') continue;
    const activity = JSON.parse(stored.body) as TranscriptActivity;
    const isMarkdown = activity.from?.role !== 'user' && activity.textFormat !== 'plain';
    const text = isMarkdown ? plainText(written) : written;
    const matches = matchesIn(text, terms);
    if (best === undefined || matches.terms >= best.matches.terms) best = { activity, text, matches };
  }
  return best;
}
