import type { Definition } from './definitions.ts';

/** Every text of the insights, except the definitions. */

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const insightWords = {
  title: 'Insights',
  loading: 'Loading…',
  empty: 'Nobody wrote to the bot in this period.',
  emptyHint: 'Choose a longer period, or come back once customers have written.',
  period: 'Period',
  presets: { 1: 'Today', 7: 'Last 7 days', 30: 'Last 30 days', 90: 'Last 90 days', 365: 'Last 12 months' },
  custom: 'Dates…',
  from: 'From',
  to: 'To',
  channel: 'Channel',
  language: 'Language',
  all: 'All',
  unknownLanguage: 'Unknown',
  export: 'Export',
  exports: {
    conversations: 'Conversations',
    questions: 'Questions',
    csv: 'CSV',
    json: 'JSON',
  },
  compared: (period: string, before: string, zone: string) =>
    `${period}, compared with ${before}. Time zone: ${zone}.`,
  before: (value: string) => `before: ${value}`,
  noChange: 'unchanged',
  more: 'more than before',
  fewer: 'less than before',
  meaning: 'What this means',
  table: 'Table',
  chart: 'Chart',
  day: 'Day',
  week: 'Week',
  total: 'Whole period',
  share: 'Share',
  none: 'None in this period.',
  nothingToMeasure: '–',
  hint: 'Point at a day to see its figures; click it to see its conversations.',
  openHours: 'Outlined hours are your opening hours.',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  longWeekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  hourCell: (weekday: string, hour: number, messages: number) =>
    `${weekday} from ${hour} to ${hour + 1}: ${counted(messages, 'message', 'messages')}`,
  starsOf: (stars: number) => counted(stars, 'star', 'stars'),
};

/** The names of the figures. */
export const measureWords = {
  conversations: 'Conversations',
  questions: 'Questions',
  confirmed: 'Resolved, confirmed',
  assumed: 'Resolved, assumed',
  unresolved: 'Unresolved',
  abandoned: 'Abandoned',
  answered: 'Answered',
  askedBack: 'Asked to clarify',
  unknown: 'Unknown',
  boundary: 'Boundary',
  handedOver: 'Handed over',
  smallTalk: 'Small talk',
  unknownRate: 'Unknown',
  askedBackRate: 'Asked to clarify',
  chats: 'Chats',
  claimed: 'Claimed',
  missed: 'Missed',
  outsideHours: 'Outside opening hours',
  wait: 'Wait, p50',
  waitP50: 'Wait, p50',
  waitP90: 'Wait, p90',
  handlingP50: 'Handling time, p50',
  handlingP90: 'Handling time, p90',
  thumbsUp: 'Thumbs up',
  thumbsDown: 'Thumbs down',
  helped: 'Helped',
  notHelped: 'Did not help',
  askedAgain: 'Asked again',
  returned: 'Returned',
  personRate: 'Asked for a person',
  stars: 'Stars',
  given: 'Given',
  solved: 'Solved',
  followUp: 'Follow-up',
  unsolved: 'Not solved',
  resolution: 'Resolution',
};

interface ReportWords {
  title: string;
  /** The definitions that explain it. */
  defines: readonly Definition[];
}

/** The reports: their titles and definitions. */
export const reportWords = {
  traffic: { title: 'Conversations and questions', defines: ['conversations', 'questions'] },
  resolutions: {
    title: 'Resolution',
    defines: ['confirmed', 'assumed', 'unresolved', 'abandoned', 'withdrawn'],
  },
  outcomes: {
    title: 'How questions were handled',
    defines: ['answered', 'askedBack', 'unknown', 'boundary', 'handedOver'],
  },
  misses: {
    title: 'Unknown and asked to clarify, as a share of questions',
    defines: ['unknown', 'askedBack'],
  },
  handoff: {
    title: 'Chats with a person',
    defines: ['chats', 'claimed', 'missed', 'wait', 'handling', 'percentiles', 'retention'],
  },
  waits: { title: 'Waits', defines: ['wait', 'percentiles'] },
  recontact: { title: 'Asked again and returned', defines: ['askedAgain', 'returned'] },
  ratings: { title: 'Ratings', defines: ['helped', 'retention'] },
  hours: { title: 'Messages to the bot by hour of the week', defines: [] },
  topAnswers: { title: 'Top answers', defines: ['answered', 'askedAgain'] },
  worstAnswers: { title: 'Worst answers', defines: ['worst', 'askedAgain'] },
  models: { title: 'Models asked about', defines: [] },
  apps: { title: 'Apps asked about', defines: [] },
  agents: { title: 'Agents', defines: ['handling', 'percentiles', 'retention'] },
  channels: { title: 'Channels', defines: ['conversations', 'questions', 'unknown', 'confirmed', 'assumed'] },
  locales: { title: 'Languages', defines: ['conversations', 'questions', 'unknown', 'confirmed', 'assumed'] },
} satisfies Record<string, ReportWords>;

export const drillWords = {
  back: 'Back to the insights',
  more: 'Show more',
  none: 'There are no such conversations.',
  titles: {
    all: 'All conversations',
    outcome: 'How questions were handled',
    resolution: 'Resolution',
    'asked-again': measureWords.askedAgain,
    returned: measureWords.returned,
    'person-asked': measureWords.personRate,
    missed: 'Missed',
    thumb: 'Thumbs',
    helped: 'Did this help?',
    stars: 'Stars',
    answer: 'Answer',
    'worst-answer': 'Answer that did not help',
    model: 'Model',
    app: 'App',
    agent: 'Agent',
    hour: 'Hour of the week',
  },
  keys: {
    answered: measureWords.answered,
    'asked-back': measureWords.askedBack,
    unknown: measureWords.unknown,
    boundary: measureWords.boundary,
    'handed-over': measureWords.handedOver,
    'small-talk': measureWords.smallTalk,
    confirmed: measureWords.confirmed,
    assumed: measureWords.assumed,
    unresolved: measureWords.unresolved,
    abandoned: measureWords.abandoned,
    up: measureWords.thumbsUp,
    down: measureWords.thumbsDown,
    yes: measureWords.helped,
    no: measureWords.notHelped,
  } as Record<string, string>,
  questions: (count: number) => counted(count, 'question', 'questions'),
  personAsked: 'Asked for a person',
  returned: 'Returned',
};
