import { useMemo } from 'preact/hooks';
import type { StudioSideTurn } from '#desk/studio/try-wire.ts';
import type { StudioKey } from '#desk/studio/wire.ts';
import type { CardAction } from '#web/widget/client/activity.ts';
import { emptyTranscript, withActivity } from '#web/widget/client/transcript.ts';
import { MessageContent } from '#web/widget/panel/content/message-content.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { entryHref } from '../places.ts';
import { Understood } from './understood.tsx';
import { tryWords as words } from './words.ts';

const CUSTOMER = 'customer';

interface SideTurnProps {
  label: string;
  turn: StudioSideTurn;
  /** A mark next to the label. */
  mark?: string | undefined;
  /** Sends a button's text; undefined while buttons are disabled. */
  say: ((text: string) => void) | undefined;
  /** Saves the turn as an expected answer; undefined where that cannot be done. */
  keep?: { hint: string; run: () => void; isBusy: boolean; kept: StudioKey | undefined } | undefined;
}

/** One side's replies, drawn as in the widget, and how it understood the message. */
export function SideTurn({ label, turn, mark, say, keep }: SideTurnProps) {
  const { messages, choices } = useMemo(
    () =>
      turn.replies.reduce(
        (before, reply, at) => withActivity(before, { id: String(at), ...reply }, CUSTOMER),
        emptyTranscript,
      ),
    [turn.replies],
  );
  const press = (action: CardAction): void => say?.(said(action));
  return (
    <div class="try-side" role="group" aria-label={label}>
      <p class="run-head">
        {label}
        {mark !== undefined && <span class="pill soon">{mark}</span>}
      </p>
      <div class="run bot">
        {messages.map((entry) => (
          <div key={entry.id} class="bubble" dir="auto">
            <MessageContent
              entry={entry}
              strings={strings}
              trusted={[location.origin]}
              press={press}
              hasButtons={choices.length > 0}
            />
          </div>
        ))}
        {messages.length === 0 && <p class="caption">{words.noReply}</p>}
      </div>
      {choices.length > 0 && (
        <p class="try-choices">
          {choices.map((choice) => (
            <button
              key={said(choice)}
              type="button"
              class="quiet"
              disabled={say === undefined}
              onClick={() => press(choice)}
            >
              {choice.title ?? said(choice)}
            </button>
          ))}
        </p>
      )}
      {turn.readings.length > 0 && <Understood readings={turn.readings} />}
      {keep !== undefined && <Keep {...keep} />}
    </div>
  );
}

/** The text that a button sends for the customer. */
const said = ({ value, text, title }: CardAction): string =>
  typeof value === 'string' ? value : (text ?? title ?? '');

const Keep = ({ hint, run, isBusy, kept }: NonNullable<SideTurnProps['keep']>) =>
  kept === undefined ? (
    <button
      type="button"
      class="quiet try-keep"
      title={hint}
      aria-label={hint}
      aria-disabled={isBusy}
      onClick={run}
    >
      {words.keep}
    </button>
  ) : (
    <p class="caption" role="status">
      {words.kept} <a href={entryHref(kept, 'expected')}>{words.openKept}</a>
    </p>
  );
