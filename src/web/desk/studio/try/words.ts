import type { StudioReading } from '#desk/studio/try-wire.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export const tryWords = {
  title: 'Try it',
  hint: 'Ask a question as a customer would, and compare the published reply with the draft’s. Nothing is stored, and no agent is notified.',
  conversation: 'Conversation',
  language: 'The customer’s language',
  english: 'English',
  published: 'Published',
  draft: 'Draft',
  opening: 'Chat opened',
  noReply: 'No reply',
  differs: 'Different',
  message: 'Your message',
  placeholder: 'Ask something…',
  send: 'Send',
  restart: 'Start over',
  sending: 'Asking both…',
  preparing: (done: number, total: number) =>
    total === 0 ? 'Getting the draft ready…' : `Getting the draft ready: step ${done} of ${total}…`,
  quick:
    'This is a quick first training of the draft. Confidence may change slightly once the full training has finished.',
  unusable: (side: 'published' | 'draft', problems: number) =>
    side === 'published'
      ? 'This version of the bot can no longer use the published release.'
      : problems === 1
        ? 'The draft has a problem. Fix it to try the draft.'
        : `The draft has ${problems} problems. Fix them to try the draft.`,
  toProblems: 'Go to the entries',
  keep: 'Save as expected answer',
  keepHint: (side: 'published' | 'draft', text: string) =>
    `Save as expected answer: the ${side === 'draft' ? 'draft' : 'published release'}’s reply to “${text}”`,
  keepAll: 'Save the draft’s whole conversation as an expected answer',
  kept: 'Saved as an expected answer.',
  openKept: 'Open',
};

export const understoodWords = {
  title: 'How it was understood',
  question: 'Question',
  answer: 'Understood as',
  sureness: 'Certainty',
  by: 'Decided by',
  runnersUp: 'Runners-up',
  candidates: 'Would ask about',
  models: 'Models',
  advisories: 'Advisories',
  apps: 'Apps',
  corrections: 'Corrected',
  boundary: 'Withheld because of',
  near: 'Nearest phrases',
  certainty: ({ certainty, confidence }: Pick<StudioReading, 'certainty' | 'confidence'>) =>
    `${{ sure: 'sure: answers', close: 'not sure: asks what is meant', unknown: 'does not know' }[certainty]} (${percent(confidence)})`,
  rules: {
    classifier: 'training on the phrases',
    title: 'the exact title of an answer',
    courtesy: 'small talk',
    name: 'a name on its own',
    context: 'earlier messages',
  } as Record<string, string>,
  share: percent,
};
