import type { Engine } from '../engine.ts';
import type { TurnFact } from '../turn-facts.ts';
import type { Measure } from './counts.ts';
import {
  type ConversationFact,
  type ConversationSelection,
  conversationsWith,
  findByConversation,
  findByTurn,
  type FoundConversation,
  type Page,
  type TurnsWanted,
} from './find-conversations.ts';
import { conversationsBetween, type PageWanted, turnsBetween } from './pages.ts';
import { type ChatsWanted, type InsightChat, readInsightChats, type Span } from './read-chats.ts';
import { type Period, readDays, readGroups, readTotals, type Total } from './read-totals.ts';

type Narrowing = Pick<Period, 'channel' | 'language'>;

/** Reads the data behind the insights. */
export class ReadInsights {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** See `readDays`. */
  days(period: Period, measures: readonly Measure[]): Promise<(Total & { day: string })[]> {
    return readDays(this.#engine, period, measures);
  }

  /** See `readTotals`. */
  totals(period: Period, measures: readonly Measure[]): Promise<Total[]> {
    return readTotals(this.#engine, period, measures);
  }

  /** See `readGroups`. */
  groups(
    period: Period,
    measures: readonly Measure[],
  ): Promise<(Total & { channel: string; locale: string })[]> {
    return readGroups(this.#engine, period, measures);
  }

  /** See `readInsightChats`. */
  chats(span: Span, wanted: ChatsWanted): Promise<InsightChat[]> {
    return readInsightChats(this.#engine, span, wanted);
  }

  /** See `findByConversation`. */
  byConversation(
    span: Span,
    wanted: ConversationSelection & Narrowing,
    page: Page,
  ): Promise<FoundConversation[]> {
    return findByConversation(this.#engine, span, wanted, page);
  }

  /** See `findByTurn`. */
  byTurn(span: Span, wanted: TurnsWanted, page: Page): Promise<FoundConversation[]> {
    return findByTurn(this.#engine, span, wanted, page);
  }

  /** See `conversationsWith`. */
  conversations(places: ReadonlyMap<string, number>): Promise<FoundConversation[]> {
    return conversationsWith(this.#engine, places);
  }

  /** See `conversationsBetween`. */
  conversationsBetween(
    span: Span,
    page: PageWanted<{ startedAt: number; id: string }>,
  ): Promise<ConversationFact[]> {
    return conversationsBetween(this.#engine, span, page);
  }

  /** See `turnsBetween`. */
  turnsBetween(
    span: Span,
    page: PageWanted<{ at: number; number: number }>,
  ): Promise<{ number: number; fact: TurnFact }[]> {
    return turnsBetween(this.#engine, span, page);
  }
}
