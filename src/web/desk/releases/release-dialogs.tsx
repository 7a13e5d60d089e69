import { useEffect, useState } from 'preact/hooks';
import type { DeskRelease, DeskReleaseDifferences } from '#desk/releases/wire.ts';
import { api } from '../api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm } from '../parts/dialog-form.tsx';
import { releaseWords as words } from './words.ts';

const LONGEST_NOTE = 500;

/** Asks for a note, and publishes. */
export function PublishDialog({
  release: { number, publishedAt },
  onClose,
  publish,
}: {
  release: DeskRelease;
  onClose: () => void;
  /** @returns a problem for people; '' if it succeeded */
  publish: (number: number, note: string) => Promise<string>;
}) {
  const [note, setNote] = useState('');
  const isBack = publishedAt !== null;
  const submit = async (): Promise<string> => {
    const problem = await publish(number, note);
    if (problem === '') onClose();
    return problem;
  };
  return (
    <Dialog title={isBack ? words.goBackTitle(number) : words.publishTitle(number)} onClose={onClose}>
      <DialogForm confirm={isBack ? words.goBack : words.publish} onClose={onClose} submit={submit}>
        <p>{words.publishText}</p>
        <label class="form-field">
          {words.note}
          <input
            class="field"
            maxLength={LONGEST_NOTE}
            dir="auto"
            value={note}
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <span class="soft">{words.noteHint}</span>
        </label>
      </DialogForm>
    </Dialog>
  );
}

/** Lists what differs from the release that answers. */
export function CompareDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const [found, setFound] = useState<DeskReleaseDifferences>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void api.releaseDifferences(number).then((answer) => {
      if (answer.ok) setFound(answer.body);
      else setProblem(answer.problem);
    });
  }, [number]);
  const differences = found?.differences ?? [];
  return (
    <Dialog title={words.compareTitle(number)} onClose={onClose}>
      <p class="soft" role="status">
        {problem || (found === undefined ? words.loading : differences.length === 0 ? words.same : '')}
      </p>
      <ul class="release-differences">
        {differences.map(({ kind, entry, fields }) => (
          <li key={entry}>
            <strong>{words.kinds[kind]}</strong>{' '}
            <bdi translate={false}>
              {entry}
              {fields.length > 0 && ` (${fields.join(', ')})`}
            </bdi>
          </li>
        ))}
      </ul>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={onClose}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}
