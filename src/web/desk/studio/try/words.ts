import type { StudioReading } from '#desk/studio/try-wire.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export const tryWords = {
  title: 'Try it',
  hint: 'Ask as a customer would. What customers get now stands beside the draft. Nothing is stored, and nobody is called.',
  conversation: 'Conversation',
  published: 'Published',
  draft: 'Draft',
  opening: 'The chat opens',
  noReply: 'No reply',
  differs: 'Different',
  message: 'Your message',
  placeholder: 'Ask something…',
  send: 'Send',
  restart: 'Start again',
  sending: 'Asking both…',
  preparing: (done: number, total: number) =>
    total === 0 ? 'Getting the draft ready…' : `Getting the draft ready: step ${done} of ${total}…`,
  quick:
    'The draft was trained quickly. Once published, it may be a little more or less sure of a question. The full training is running.',
  unusable: (side: 'published' | 'draft', problems: number) =>
    side === 'published'
      ? 'This version of the bot cannot use the published release any more.'
      : problems === 1
        ? 'The draft has a problem. It can be tried out once that is mended.'
        : `The draft has ${problems} problems. It can be tried out once they are mended.`,
  toProblems: 'Show the entries',
  keep: 'Expect this',
  keepHint: (side: 'published' | 'draft', text: string) =>
    `Expect this: what the ${side === 'draft' ? 'draft' : 'published release'} replies to “${text}” becomes an expected answer`,
  keepAll: 'Expect the draft’s whole conversation',
  kept: 'Saved as an expected answer.',
  openKept: 'Open it',
};

export const understoodWords = {
  title: 'How it was understood',
  question: 'Question',
  answer: 'Understood as',
  sureness: 'Certainty',
  by: 'Found by',
  runnersUp: 'Next likeliest',
  candidates: 'Would ask about',
  models: 'Models',
  advisories: 'Advisories',
  apps: 'Apps',
  corrections: 'Read as',
  boundary: 'Withheld because of',
  near: 'Nearest phrases',
  certainty: ({ certainty, confidence }: Pick<StudioReading, 'certainty' | 'confidence'>) =>
    `${{ sure: 'sure: it answers', close: 'not sure: it asks back', unknown: 'it does not know' }[certainty]} (${percent(confidence)})`,
  rules: {
    classifier: 'its training on the phrases',
    title: 'the exact title of an answer',
    courtesy: 'a courtesy',
    name: 'a name alone',
    context: 'what was said before',
  } as Record<string, string>,
  share: percent,
};
