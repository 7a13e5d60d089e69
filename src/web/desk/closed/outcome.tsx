import type { ClosedChat } from '#desk/closed/wire.ts';
import { Icon } from '../shell/icon.tsx';
import { closedWords as words } from '../words.ts';

const looks = { solved: 'good', 'follow-up': 'open', unsolved: 'danger' };

/** How a chat ended, in words: the agent's outcome, or else what ended it. */
export const endOf = ({ outcome, end }: Pick<ClosedChat, 'outcome' | 'end'>): string =>
  outcome === null ? words.ends[end ?? 'agent'] : words.outcomes[outcome];

export const OutcomePill = ({ outcome, end }: Pick<ClosedChat, 'outcome' | 'end'>) => (
  <span class={`pill ${outcome === null ? '' : looks[outcome]}`}>{endOf({ outcome, end })}</span>
);

/** The customer's rating; nothing if there is none. */
export const StarsPill = ({ stars }: { stars: number | null }) =>
  stars === null ? null : (
    <span class={`pill stars ${stars <= 2 ? 'danger' : ''}`} translate={false}>
      <Icon name="star" />
      <span aria-hidden="true">{stars}</span>
      <span class="unseen">{words.starsOf(stars)}</span>
    </span>
  );
