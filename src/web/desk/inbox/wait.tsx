import type { DeskChat } from '#desk/wire.ts';
import { minutes, secondsSince } from '../times.ts';

/** Waits of this many seconds or more are coloured; satisfaction falls sharply after three minutes. */
const SOON_S = 60;
const LATE_S = 120;

/** How long a customer has been waiting. */
export function Wait({ requestedAt, isOverdue }: Pick<DeskChat, 'requestedAt' | 'isOverdue'>) {
  const seconds = secondsSince(requestedAt);
  const level = isOverdue || seconds >= LATE_S ? 'late' : seconds >= SOON_S ? 'soon' : 'fresh';
  return (
    <span class={`pill wait ${level}`} translate={false}>
      {level === 'late' && <span aria-hidden="true">! </span>}
      <span class="unseen">waiting </span>
      {minutes(seconds)}
    </span>
  );
}
