import { useState } from 'preact/hooks';
import type { PublishDraftRequest } from '#desk/studio/publishing/wire.ts';
import { publishWords as words } from './words.ts';

const LONGEST_NOTE = 500;

/** What an editor fills in. */
export type PublishWish = Omit<PublishDraftRequest, 'version'>;

/** Asks for a note and, if the draft breaks expected answers, for a reason; then publishes now or later. */
export function PublishForm({
  isReady,
  isHidden,
  needsReason,
  timeZone,
  publish,
}: {
  /** False while the draft is being checked. */
  isReady: boolean;
  /** While the draft cannot be published. What has been typed is kept. */
  isHidden: boolean;
  needsReason: boolean;
  timeZone: string;
  /** @returns a problem to show; '' if publishing has started */
  publish: (wanted: PublishWish) => Promise<string>;
}) {
  const [note, setNote] = useState('');
  const [despite, setDespite] = useState('');
  const [isLater, setLater] = useState(false);
  const [at, setAt] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy || !isReady) return;
    setBusy(true);
    const wanted = { note, ...(needsReason && { despite }), ...(isLater && { at }) };
    const refusal = await publish(wanted);
    setProblem(refusal);
    setBusy(false);
    if (refusal !== '') return;
    setNote('');
    setDespite('');
    setLater(false);
  };
  return (
    <form class="publish-form" hidden={isHidden} onSubmit={(event) => void submit(event)}>
      <Text label={words.note} hint={words.noteHint} value={note} onChange={setNote} />
      {needsReason && (
        <Text label={words.despite} hint={words.despiteHint} value={despite} onChange={setDespite} />
      )}
      <label class="publish-later">
        <input
          type="checkbox"
          checked={isLater}
          onChange={({ currentTarget }) => setLater(currentTarget.checked)}
        />
        {words.later}
      </label>
      {isLater && (
        <label class="form-field">
          {words.at}
          <input
            class="field"
            type="datetime-local"
            required
            value={at}
            onInput={({ currentTarget }) => setAt(currentTarget.value)}
          />
          <span class="soft">{words.atHint(timeZone)}</span>
        </label>
      )}
      <p class="problem" role="alert">
        {problem}
      </p>
      <p>
        <button type="submit" class="button" aria-disabled={isBusy || !isReady}>
          {isLater ? words.schedule : words.publish}
        </button>
      </p>
    </form>
  );
}

const Text = ({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}) => (
  <label class="form-field">
    {label}
    <input
      class="field"
      required
      maxLength={LONGEST_NOTE}
      dir="auto"
      value={value}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
    <span class="soft">{hint}</span>
  </label>
);
