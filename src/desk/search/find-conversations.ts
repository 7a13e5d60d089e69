import { channelOf } from '#handoff/conversation-key.ts';
import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import { type Term, termsIn } from '#store/search/query.ts';
import { textIn } from '#store/search/passages.ts';
import type { ConversationFound, PassageFound } from '#store/search/search.ts';
import type { StoredActivity } from '#store/events.ts';
import type { Store } from '#store/store.ts';
import { plainText } from '#text/plain-text.ts';
import { plainName } from '#text/plain-name.ts';
import { type Matches, matchesIn, snippetOf } from './snippet.ts';
import type { FoundConversation, SearchResults } from './wire.ts';

const PAGE = 20;
/** How many passages are read at a time; several may belong to one conversation. */
const PASSAGES = 40;
/** A page ends early if a single conversation fills it again and again. */
const MAX_READS = 5;

/**
 * Searches all conversations for what somebody typed. Never fails, however it is written.
 * @param before continues after this place
 */
export async function findConversations(
  { search }: Pick<Store, 'search'>,
  query: string,
  before: number | undefined,
): Promise<SearchResults> {
  const terms = termsIn(query);
  const { passages, next } = await newestOfEach(search, terms, before);
  const [conversations, activities] = await Promise.all([
    search.conversations(passages.map(({ conversationId }) => conversationId)),
    search.activities(passages),
  ]);
  const results = passages.map(({ id, conversationId }) => {
    const conversation = conversations.get(conversationId);
    const match = bestMatchIn(activities.get(id) ?? [], terms);
    return conversation && match && shown(conversationId, conversation, match);
  });
  return {
    results: results.filter((each) => each !== undefined),
    next: next === undefined ? null : String(next),
  };
}

/** Finds the newest passage of each conversation. */
async function newestOfEach(
  search: Store['search'],
  terms: readonly Term[],
  before: number | undefined,
): Promise<{ passages: PassageFound[]; next: number | undefined }> {
  const passages = new Map<string, PassageFound>();
  let last = before;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
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

interface BestMatch {
  activity: TranscriptActivity;
  text: string;
  matches: Matches;
}

/** Finds the message of a passage that has most of the terms; of several, the newest. */
function bestMatchIn(activities: readonly StoredActivity[], terms: readonly Term[]): BestMatch | undefined {
  let best: { body: string; text: string; terms: number } | undefined;
  for (const stored of activities) {
    const text = textIn(stored);
    if (text === '') continue;
    const matches = matchesIn(text, terms);
    if (best === undefined || matches.terms >= best.terms)
      best = { body: stored.body, text, terms: matches.terms };
  }
  if (best === undefined) return undefined;
  const activity = JSON.parse(best.body) as TranscriptActivity;
  const isMarkdown = activity.from?.role !== 'user' && activity.textFormat !== 'plain';
  const text = isMarkdown ? plainText(best.text) : best.text;
  return { activity, text, matches: matchesIn(text, terms) };
}

function shown(
  id: string,
  { userId, name, createdAt, chat }: ConversationFound,
  { activity, text, matches }: BestMatch,
): FoundConversation {
  const agent = activity.channelData?.agent?.name;
  return {
    id,
    userId,
    name: name === undefined ? null : plainName(name),
    channel: channelOf(id),
    chat: chat ?? null,
    at: activity.timestamp ?? createdAt.toISOString(),
    speaker: activity.from?.role === 'user' ? 'customer' : agent === undefined ? 'bot' : 'agent',
    agent: agent ?? null,
    snippet: snippetOf(text, matches),
  };
}
