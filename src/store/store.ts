import type { Logger } from 'pino';
import type { Storage } from '#bot-framework/state.ts';
import { Accounts } from './accounts.ts';
import { Agents } from './agents.ts';
import { ApiKeys } from './api-keys.ts';
import { Audit } from './audit.ts';
import { type Backlog, readBacklog } from './backlog.ts';
import { BotStorage } from './bot-storage.ts';
import { CannedReplies } from './canned-replies.ts';
import { Chats } from './chats.ts';
import { ClosedChats } from './closed-chats.ts';
import type { Clock } from './clock.ts';
import { type CustomerHistory, readCustomerHistory } from './customer-history.ts';
import { readCustomerNames } from './customer-names.ts';
import { CustomerPresences } from './customer-presences.ts';
import { Conversations } from './conversations.ts';
import { Deliveries } from './deliveries.ts';
import { type EarlierConversation, listEarlierConversations } from './earlier-conversations.ts';
import { Draft } from './draft.ts';
import type { Engine } from './engine.ts';
import { EventDeliveries } from './event-deliveries.ts';
import { StoreEvents } from './events.ts';
import { HubChats } from './hub-chats.ts';
import { InsightCounts } from './insights/insight-counts.ts';
import { ReadInsights } from './insights/read-insights.ts';
import { migrate, stateOfSchema } from './migrations.ts';
import { eraseUser, type ExportedConversation, exportConversation } from './personal-data.ts';
import { ConnectorConversations } from './connector-conversations.ts';
import { ConnectorOutbox } from './connector-outbox.ts';
import { ConnectorTurns } from './connector-turns.ts';
import { type StoreConfig, openEngine, opening } from './open-engine.ts';
import { Presences } from './presences.ts';
import { noMeter, type QueryMeter } from './query-meter.ts';
import { createReadBody } from './readable-bodies.ts';
import { createReadiness } from './readiness.ts';
import { PublishRuns } from './publish-runs.ts';
import { ReleaseDetails } from './release-details.ts';
import { Releases } from './releases.ts';
import type { Removed } from './removal.ts';
import { startRetention } from './retention.ts';
import { Review } from './review.ts';
import { readReviewQuestions, type StoredQuestion } from './review-questions.ts';
import { ScheduledPublications } from './scheduled-publications.ts';
import { Search } from './search/search.ts';
import { SearchIndex } from './search/search-index.ts';
import { startSearchIndex } from './search/start-search-index.ts';
import { TeamsDesk } from './teams-desk.ts';
import { readTicketFigures, type TicketFigures } from './ticket-figures.ts';
import { Tickets } from './tickets.ts';
import { TranscriptMails } from './transcript-mails.ts';
import { Transcript } from './transcript.ts';
import { TurnFacts } from './turn-facts.ts';
import { Turns } from './turns.ts';
import { Uploads } from './uploads.ts';
import { Visits } from './visits.ts';
import { WholeTurns } from './whole-turns.ts';

export interface StoreParts {
  clock: Clock;
  log: Logger;
  /** Measures each statement. */
  meter?: QueryMeter;
}

/** Everything that is stored, behind one interface over two engines. Open it with `openStore`. */
export interface Store {
  readonly engine: Engine;
  readonly events: StoreEvents;
  readonly conversations: Conversations;
  readonly turns: Turns;
  /** Turns that are stored together with their message. */
  readonly wholeTurns: WholeTurns;
  readonly transcript: Transcript;
  readonly uploads: Uploads;
  readonly tickets: Tickets;
  /** Tickets and replies on their way to a webhook or a mailbox. */
  readonly deliveries: Deliveries;
  /** Events on their way to a webhook. */
  readonly eventDeliveries: EventDeliveries;
  readonly agents: Agents;
  /** What supervisors do with accounts. */
  readonly accounts: Accounts;
  /** Who did what at the desk. */
  readonly audit: Audit;
  readonly cannedReplies: CannedReplies;
  readonly chats: Chats;
  readonly closedChats: ClosedChats;
  readonly transcriptMails: TranscriptMails;
  /** The knowledge, release by release. */
  readonly releases: Releases;
  /** What editors have changed but not published. */
  readonly draft: Draft;
  /** Who changed what in each release, and its figures. */
  readonly releaseDetails: ReleaseDetails;
  /** The progress of publishing the draft. */
  readonly publishRuns: PublishRuns;
  readonly scheduledPublications: ScheduledPublications;
  readonly search: Search;
  readonly searchIndex: SearchIndex;
  readonly presences: Presences;
  readonly customerPresences: CustomerPresences;
  readonly visits: Visits;
  readonly connectorConversations: ConnectorConversations;
  /** How each message was understood, and the outcome. */
  readonly turnFacts: TurnFacts;
  /** Counts them by day, and determines the resolutions of conversations. */
  readonly insightCounts: InsightCounts;
  readonly readInsights: ReadInsights;
  /** Keys that let other programs read the insights. */
  readonly apiKeys: ApiKeys;
  /** The decisions of the review, and its drafts. */
  readonly review: Review;
  readonly connectorOutbox: ConnectorOutbox;
  /** Turns of the activities that connector channels deliver. */
  readonly connectorTurns: ConnectorTurns;
  readonly hubChats: HubChats;
  /** Customers who are answered from Teams. */
  readonly teamsDesk: TeamsDesk;
  /** Bot state for channels that do not commit a turn themselves. */
  readonly storage: Storage;
  /** Resolves if the database accepts writes; settles within two seconds in any case, however often it is called. */
  check(): Promise<void>;
  /** See `listEarlierConversations`. */
  earlierConversations(userId: string, most: number): Promise<EarlierConversation[]>;
  /** The work waiting to be answered, sent or delivered, on all servers. */
  backlog(): Promise<Backlog>;
  /** See `readTicketFigures`. */
  ticketFigures(): Promise<TicketFigures>;
  /** See `readCustomerHistory`. */
  customerHistory(userId: string, most: number): Promise<CustomerHistory>;
  /** See `readCustomerNames`. */
  customerNames(conversationIds: readonly string[]): Promise<Map<string, string[]>>;
  /** See `readReviewQuestions`. */
  reviewQuestions(since: number, most: number): Promise<StoredQuestion[]>;
  /** See `eraseUser`. */
  eraseUser(userId: string): Promise<Removed>;
  /** See `exportConversation`. */
  exportConversation(id: string): Promise<ExportedConversation | undefined>;
  /** Deletes what is older than `days`, now and every hour. @returns a function that stops it */
  startRetention(days: number): () => void;
  /** Indexes conversations for the search, with a delay of at most a minute. @returns a function that stops it */
  startSearchIndex(): () => Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the store and brings its schema up to date.
 * @throws StoreError `DatabaseTooNew`, `DataDirectoryInUse`, `CannotOpen`
 */
export async function openStore(
  config: StoreConfig,
  { clock, log, meter = noMeter }: StoreParts,
): Promise<Store> {
  return await opening(config, async () =>
    prepare(await openEngine(config, { log, meter }), config, { clock, log }),
  );
}

async function prepare(engine: Engine, config: StoreConfig, { clock, log }: StoreParts): Promise<Store> {
  try {
    await migrateSchema(engine, config, log);
    const events = new StoreEvents(engine, log);
    await events.start();
    return assemble(engine, events, { clock, log });
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/**
 * PostgreSQL gets separate connections for this: a migration may wait for another replica's, and change whole tables.
 */
async function migrateSchema(engine: Engine, config: StoreConfig, log: Logger): Promise<void> {
  if (config.databaseUrl === undefined) {
    await migrate(engine.db, engine.kind);
    return;
  }
  const { missing } = await stateOfSchema(engine.db, engine.kind);
  if (missing.length === 0) return;
  const tool = await openEngine({ ...config, role: 'tool' }, { log, meter: noMeter });
  try {
    await migrate(tool.db, tool.kind);
  } finally {
    await tool.close();
  }
}

function assemble(engine: Engine, events: StoreEvents, { clock, log }: StoreParts): Store {
  const readBody = createReadBody(log);
  const conversations = new Conversations(engine, events, clock);
  const transcript = new Transcript(engine, events, { clock, readBody });
  const uploads = new Uploads(engine, clock);
  const visits = new Visits(engine);
  const turnFacts = new TurnFacts(engine);
  const searchIndex = new SearchIndex({ engine, readBody }, clock);
  const tickets = new Tickets(engine, events);
  const chats = new Chats({ engine, events, uploads, clock });
  const transcriptMails = new TranscriptMails(engine, clock);
  const customerPresences = new CustomerPresences(engine);
  const exported = {
    conversations,
    transcript,
    tickets,
    visits,
    chats,
    transcriptMails,
    customerPresences,
    turnFacts,
  };
  return {
    engine,
    events,
    conversations,
    transcript,
    turns: new Turns(engine, events, { clock, readBody }),
    wholeTurns: new WholeTurns(engine, events, clock),
    uploads,
    tickets,
    deliveries: new Deliveries(engine, events, clock),
    eventDeliveries: new EventDeliveries(engine, clock),
    agents: new Agents(engine, events),
    accounts: new Accounts(engine, events),
    audit: new Audit(engine),
    cannedReplies: new CannedReplies(engine, events),
    chats,
    closedChats: new ClosedChats(engine),
    transcriptMails,
    releases: new Releases(engine),
    draft: new Draft(engine),
    releaseDetails: new ReleaseDetails(engine),
    publishRuns: new PublishRuns(engine),
    scheduledPublications: new ScheduledPublications(engine),
    search: new Search(engine, readBody),
    searchIndex,
    presences: new Presences(engine, events),
    customerPresences,
    visits,
    turnFacts,
    insightCounts: new InsightCounts(engine, clock),
    readInsights: new ReadInsights(engine),
    apiKeys: new ApiKeys(engine),
    review: new Review(engine, clock),
    customerHistory: (userId, most) => readCustomerHistory(engine, userId, most),
    connectorConversations: new ConnectorConversations(engine, clock),
    connectorOutbox: new ConnectorOutbox(engine, { clock, readBody }),
    connectorTurns: new ConnectorTurns(engine, events, clock),
    hubChats: new HubChats(engine, clock),
    teamsDesk: new TeamsDesk(engine, clock),
    storage: new BotStorage(engine, clock),
    earlierConversations: (userId, most) => listEarlierConversations(engine, userId, most),
    backlog: () => readBacklog(engine),
    check: createReadiness(() => engine.check()),
    ticketFigures: () => readTicketFigures(engine.db),
    customerNames: (ids) => readCustomerNames(engine, ids),
    reviewQuestions: (since, most) => readReviewQuestions(engine, since, most),
    eraseUser: (userId) => eraseUser(engine, userId),
    exportConversation: (id) => exportConversation(exported, id),
    startRetention: (days) => startRetention({ engine, days, clock, log }),
    startSearchIndex: () => startSearchIndex(searchIndex, log),
    close: () => engine.close(),
  };
}
