import { z } from 'zod';

/**
 * The contract of the insights between the server and its readers: the desk's page, the read-only API and the terminal.
 * docs/insights.md explains what each figure means. Browsers import only the types.
 *
 * `GET /desk/api/insights` gives `insights`, `GET /desk/api/insights/conversations` a page of `insightConversations`,
 * and `GET /desk/api/insights/export` a file. All three take the query of a period: `from`, `to`, `channel`, `locale`.
 */

/** A local day: `2026-11-26`. */
const insightDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const count = z.number().int();
/** Null if there is nothing to measure. */
const seconds = z.number().nullable().describe('Seconds; null where there is nothing to measure.');

/** The resolutions of conversations with at least one question. The four never overlap. */
const resolutions = z.object({
  confirmed: count.describe('Resolved, and the customer said so.'),
  assumed: count.describe('Answered, and nothing has spoken against it since.'),
  unresolved: count,
  abandoned: count,
});

/** The outcomes of questions. The first five add up to `questions`. */
const outcomes = z.object({
  answered: count,
  askedBack: count,
  unknown: count,
  boundary: count.describe('About something that the bot has nothing on by design.'),
  handedOver: count,
  smallTalk: count.describe('Messages that ask nothing. They are no questions.'),
});

const handoffFigures = z.object({
  requested: count.describe('Chats with a person that customers asked for.'),
  claimed: count,
  missed: count.describe('Nobody came before the chat was closed.'),
  requestedOutsideHours: count.describe('Asked for outside the opening hours.'),
  waitP50: seconds,
  waitP90: seconds,
  handlingP50: seconds,
  handlingP90: seconds,
});

const ratingFigures = z.object({
  stars: z.array(count).length(5).describe('How many gave 1, 2, 3, 4 and 5 stars.'),
  average: z.number().nullable(),
  thumbsUp: count,
  thumbsDown: count,
  helped: count.describe('“Did this help?” answered with yes.'),
  notHelped: count,
});

/** The figures of a period. */
const insightFigures = z
  .object({
    conversations: count.describe('Conversations that began in the period, with at least one message.'),
    questions: count,
    outcomes,
    resolutions,
    askedAgain: count.describe('Questions whose subject the customer asked about again.'),
    returned: count.describe('Conversations after which the customer was back with the subject in 72 hours.'),
    personAsked: count.describe('Conversations in which the customer asked for a person.'),
    handoff: handoffFigures,
    ratings: ratingFigures,
  })
  .meta({ id: 'InsightFigures' });
export type InsightFigures = z.infer<typeof insightFigures>;

/** One day of a period. Days on which nothing happened are included. */
const insightDayFigures = z
  .object({
    day: insightDay,
    conversations: count,
    questions: count,
    outcomes,
    resolutions,
    askedAgain: count,
    returned: count,
    personAsked: count,
    chats: count.describe('Chats with a person that were asked for.'),
    missed: count,
    waitP50: seconds,
    thumbsUp: count,
    thumbsDown: count,
    stars: z.array(count).length(5),
  })
  .meta({ id: 'InsightDayFigures' });
export type InsightDayFigures = z.infer<typeof insightDayFigures>;

/** An answer, or another intent that was asked for. */
const insightAnswer = z
  .object({
    id: z.string(),
    title: z.string().describe('As people read it; the id where the knowledge no longer has it.'),
    given: count,
    thumbsUp: count,
    thumbsDown: count,
    helped: count,
    notHelped: count,
    askedAgain: count,
  })
  .meta({ id: 'InsightAnswer' });
export type InsightAnswer = z.infer<typeof insightAnswer>;

/** A channel or a language, as one row among the others. */
const insightGroup = z
  .object({
    key: z.string().describe("The channel's id or the language's BCP 47 tag; '' where it is not known."),
    conversations: count,
    questions: count,
    unknown: count,
    resolutions,
  })
  .meta({ id: 'InsightGroup' });
export type InsightGroup = z.infer<typeof insightGroup>;

/** An agent's share of the chats. */
const insightAgent = z
  .object({
    id: z.string(),
    name: z.string(),
    chats: count,
    solved: count,
    followUp: count,
    unsolved: count,
    stars: z.number().nullable().describe('Average.'),
    handlingP50: seconds,
    handlingP90: seconds,
  })
  .meta({ id: 'InsightAgent' });
export type InsightAgent = z.infer<typeof insightAgent>;

/** What a customer wrote along with their stars. */
const insightComment = z
  .object({
    reference: z.string().describe('Of the chat.'),
    conversationId: z.string(),
    at: z.string().describe('ISO 8601.'),
    stars: z.number(),
    comment: z.string().nullable(),
    agentName: z.string().nullable(),
  })
  .meta({ id: 'InsightComment' });
export type InsightComment = z.infer<typeof insightComment>;

const named = z.object({ name: z.string(), count });

/** The insights of a period. */
export const insights = z
  .object({
    period: z.object({
      from: insightDay,
      to: insightDay.describe('The last day, included.'),
      timeZone: z.string().describe('Days and hours are of this time zone: an IANA name.'),
      channel: z.string().nullable(),
      locale: z.string().nullable(),
    }),
    before: z
      .object({ from: insightDay, to: insightDay, figures: insightFigures })
      .describe('The period of the same length before it.'),
    figures: insightFigures,
    days: z.array(insightDayFigures),
    hours: z
      .array(z.array(count).length(24))
      .length(7)
      .describe('Messages to the bot by weekday, Monday first, and hour.'),
    openHours: z
      .array(z.array(z.boolean()).length(24))
      .length(7)
      .nullable()
      .describe('Whether agents are there for some of the hour; null without opening hours.'),
    topAnswers: z.array(insightAnswer).describe('Most given first, at most 20.'),
    worstAnswers: z.array(insightAnswer).describe('Most often of no help first, at most 20.'),
    models: z.array(named).describe('Most asked about first, at most 20.'),
    apps: z.array(named),
    agents: z.array(insightAgent),
    comments: z.array(insightComment).describe('Newest first, at most 50; with a comment only.'),
    channels: z.array(insightGroup),
    locales: z.array(insightGroup),
  })
  .meta({ id: 'Insights' });
export type Insights = z.infer<typeof insights>;

/** The bar or dot of the insights that the conversations are behind; `key` identifies it among its kind. */
export const insightSelections = [
  'all',
  /** `key`: answered, asked-back, unknown, boundary, handed-over, small-talk. */
  'outcome',
  /** `key`: confirmed, assumed, unresolved, abandoned. */
  'resolution',
  'asked-again',
  'returned',
  'person-asked',
  'missed',
  /** `key`: up, down. */
  'thumb',
  /** `key`: yes, no. */
  'helped',
  /** `key`: 1 to 5. */
  'stars',
  /** `key`: the id of an answer. */
  'answer',
  /** `key`: the id of an answer that did not help. */
  'worst-answer',
  /** `key`: a name. */
  'model',
  'app',
  /** `key`: the agent's id. */
  'agent',
  /** `key`: weekday and hour; `1-09` is Monday from nine to ten. */
  'hour',
] as const;
export type InsightSelection = (typeof insightSelections)[number];

/** A conversation behind a bar. */
const insightConversation = z
  .object({
    conversationId: z.string(),
    startedAt: z.string().describe('ISO 8601.'),
    lastAt: z.string().describe('ISO 8601.'),
    channel: z.string(),
    locale: z.string().nullable(),
    questions: count,
    question: z.string().describe('The question that led here, else the first of the conversation.'),
    resolution: z.enum(['confirmed', 'assumed', 'unresolved', 'abandoned']).nullable(),
    isPersonAsked: z.boolean(),
    isReturned: z.boolean(),
  })
  .meta({ id: 'InsightConversation' });
export type InsightConversation = z.infer<typeof insightConversation>;

/** A page of the conversations behind a bar, newest first. */
export const insightConversations = z.object({
  conversations: z.array(insightConversation),
  next: z.string().nullable().describe('Send it as `after` for the next page; null on the last one.'),
});
export type InsightConversations = z.infer<typeof insightConversations>;
