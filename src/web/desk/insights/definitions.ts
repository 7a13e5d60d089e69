/** The definitions of the figures, worded as in docs/insights.md; a test compares the two. */
export const definitions = {
  conversations: [
    'Conversations',
    'conversations with at least one message to the bot, counted on the day of the first',
  ],
  questions: [
    'Questions',
    'messages to the bot that ask something. Small talk does not count: greetings, thanks, yes, no, reactions to an answer. A message with two questions counts once',
  ],
  answered: ['Answered', 'questions that the knowledge answered, wholly or in part'],
  askedBack: [
    'Asked to clarify',
    'the bot asked which of several meanings was right, or for a detail that it needed',
  ],
  unknown: ['Unknown', 'the bot said that it did not know'],
  boundary: [
    'Boundary',
    'the question matched an answer, but was about another maker, app or vulnerability. The bot said that it has nothing on that',
  ],
  handedOver: ['Handed over', 'the customer asked for a person, or left a message for one'],
  askedAgain: [
    'Asked again',
    'questions whose subject the customer asked about again within 30 minutes: the same answer, and not about another model',
  ],
  returned: [
    'Returned',
    'conversations whose customer came back with the same subject within 72 hours, there or in a new conversation',
  ],
  chats: ['Chats', 'requests for a person that joined the queue'],
  claimed: ['Claimed', 'an agent claimed the chat'],
  missed: ['Missed', 'the chat was closed before an agent claimed it, including when the customer gave up'],
  wait: [
    'Wait',
    'from joining the queue until an agent claims the chat; if the chat goes back to the queue, from then. Nobody waits for a takeover or a reopening',
  ],
  handling: [
    'Handling time',
    'from the claim until the chat is closed, even if other agents take it over in between',
  ],
  percentiles: ['p50, p90', 'half, or nine in ten, took no longer than this'],
  helped: ['Helped', '"Did this help?" was answered with yes, or the customer said so'],
  worst: [
    'Worst answers',
    'given at least five times, with the largest share of thumbs down, "no" and asking again',
  ],
  confirmed: [
    'Resolved, confirmed',
    'the customer confirmed the last answer, and nothing went wrong after that: a thumbs up, "that helped", yes to "Did this help?", or thanks after an answer.',
  ],
  assumed: [
    'Resolved, assumed',
    'the last question was answered, and nothing suggests otherwise: no request for a person, no thumbs down, no question asked again, and no return with the same subject within 72 hours.',
  ],
  unresolved: [
    'Unresolved',
    'the bot did not know the last question, or had nothing on its subject; the customer asked for a person, said that it did not help, or asked the same again; or the customer returned. A later confirmation outweighs all of these but a return. After a complaint or a request for a person, mere thanks confirm nothing, and after a chat with an outcome, “that helped” is about the agent.',
  ],
  abandoned: [
    'Abandoned',
    'the bot asked a clarifying question, and the customer left without answering it.',
  ],
  withdrawn: [
    'Never added up',
    'Confirmed and assumed are never added up: the first is known to be right, the second is only not known to be wrong. A resolution, even a confirmed one, is withdrawn when the customer returns, so the figures for the last three days may still fall.',
  ],
  retention: [
    'How far back',
    'Waits, handling time, requests outside the opening hours, agents and comments go back as far as conversations are kept; everything else goes back as far as the totals.',
  ],
} as const satisfies Record<string, readonly [term: string, definition: string]>;

export type Definition = keyof typeof definitions;
