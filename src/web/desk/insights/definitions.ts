/** What the figures mean, in the words of docs/insights.md; a test compares the two. */
export const definitions = {
  conversations: [
    'Conversations',
    'conversations with at least one message to the bot, on the day of the first',
  ],
  questions: [
    'Questions',
    'messages to the bot that ask something. Small talk is none: greetings, thanks, yes, no, reactions to an answer. A message with two questions counts once',
  ],
  answered: ['Answered', 'questions that the knowledge answered, wholly or in part'],
  askedBack: [
    'Asked back',
    'the bot asked which of several meanings was right, or for a detail that it needs',
  ],
  unknown: ['Unknown', 'the bot said that it does not know'],
  boundary: [
    'Boundary',
    'the words fit an answer, but about something else: another maker, app or vulnerability. The bot said that it has nothing on that',
  ],
  handedOver: ['Handed over', 'the customer asked for a person, or left a message for one'],
  askedAgain: [
    'Asked again',
    'questions whose subject the customer asked about again within 30 minutes: the same answer, and no different model',
  ],
  returned: [
    'Returned',
    'conversations whose customer was back with the same subject within 72 hours, there or in a new conversation',
  ],
  chats: ['Chats', 'requests for a person that joined the queue'],
  claimed: ['Claimed', 'an agent took the chat'],
  missed: ['Missed', 'it was closed and nobody had come, also where the customer gave up'],
  wait: ['Wait', 'from joining the queue until an agent takes the chat'],
  handling: ['Handling time', 'from then until the chat is closed'],
  percentiles: ['p50, p90', 'half, or nine in ten, took no longer'],
  helped: ['Helped', '"Did this help?" was answered with yes, or the customer said so'],
  worst: [
    'Worst answers',
    'given at least five times, with the largest share of thumbs down, "no" and asked again',
  ],
  confirmed: [
    'Resolved, confirmed',
    'the customer said so of the last answer, and nothing went wrong after that: a thumb up, "that helped", yes to "Did this help?", or thanks after an answer.',
  ],
  assumed: [
    'Resolved, assumed',
    'the last question was answered, and nothing speaks against it: no person asked for, no thumb down, nothing asked again, and not back with the same subject within 72 hours.',
  ],
  unresolved: [
    'Unresolved',
    'the last question was not known or out of bounds; a person was asked for; the customer said that it did not help; the same was asked again; or the customer returned. A later confirmation makes good all but a return.',
  ],
  abandoned: ['Abandoned', 'the bot asked back, and the customer left without answering.'],
  withdrawn: [
    'Never added up',
    'Confirmed and assumed are never added up: one is known, the other is only not known to be wrong. A resolution is withdrawn when the customer returns, also a confirmed one, so the figures of the last three days may still fall.',
  ],
  retention: [
    'How far back',
    'Waits, handling time, agents and comments reach as far back as conversations are kept; everything else as far as the totals.',
  ],
} as const satisfies Record<string, readonly [term: string, definition: string]>;

export type Definition = keyof typeof definitions;
