import { useEffect, useState } from 'preact/hooks';
import type { DeskRelease, DeskReleaseChanges, DeskReleaseDifferences } from '#desk/releases/wire.ts';
import { api } from '../api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm } from '../parts/dialog-form.tsx';
import { paneWords } from '../studio/entries/words.ts';
import { FieldList } from '../studio/publishing/field-list.tsx';
import type { Blocked, Publish } from './use-releases.ts';
import { releaseWords as words } from './words.ts';
import '../studio/publishing/publishing.css';

const LONGEST_NOTE = 500;

/** Asks for a note, and for a reason if the release was found to break expected answers; then starts publishing it. */
export function PublishDialog({
  release,
  last,
  blocked,
  onClose,
  publish,
}: {
  release: DeskRelease;
  /** The newest publication when this was opened: a newer one must not be undone unseen. */
  last: number;
  /** Undefined before it was tried. */
  blocked?: Blocked;
  onClose: () => void;
  publish: Publish;
}) {
  const { number, publishedAt } = release;
  const [note, setNote] = useState(blocked?.note ?? '');
  const [despite, setDespite] = useState('');
  const isBack = publishedAt !== null;
  const submit = async (): Promise<string> => {
    const problem = await publish(release, { note, last, ...(blocked !== undefined && { despite }) });
    if (problem === '') onClose();
    return problem;
  };
  return (
    <Dialog title={isBack ? words.goBackTitle(number) : words.publishTitle(number)} onClose={onClose}>
      <DialogForm confirm={isBack ? words.goBack : words.publish} onClose={onClose} submit={submit}>
        {blocked === undefined ? (
          <p>{words.publishText}</p>
        ) : (
          <p class="problem">{words.breaks(number, blocked.broken)}</p>
        )}
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
        {blocked !== undefined && (
          <label class="form-field">
            {words.despiteReason}
            <input
              class="field"
              required
              maxLength={LONGEST_NOTE}
              dir="auto"
              value={despite}
              onInput={({ currentTarget }) => setDespite(currentTarget.value)}
            />
            <span class="soft">{words.despiteHint}</span>
          </label>
        )}
      </DialogForm>
    </Dialog>
  );
}

/** Lists the differences from another release, at first from the live one. */
export function CompareDialog({
  number,
  releases,
  onClose,
}: {
  number: number;
  releases: readonly DeskRelease[];
  onClose: () => void;
}) {
  const others = releases.filter((release) => release.number !== number);
  const first = others.find(({ isCurrent }) => isCurrent) ?? others[0];
  const [other, setOther] = useState(first?.number ?? 0);
  const [found, setFound] = useState<DeskReleaseDifferences>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let isWanted = true;
    setFound(undefined);
    setProblem('');
    void api.releaseDifferences(number, other).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setFound(answer.body);
      else setProblem(answer.problem);
    });
    return () => {
      isWanted = false;
    };
  }, [number, other]);
  const differences = found?.differences ?? [];
  return (
    <Dialog title={words.compareTitle(number)} onClose={onClose}>
      <label class="form-field">
        {words.with}
        <select
          class="field"
          value={other}
          onChange={({ currentTarget }) => setOther(Number(currentTarget.value))}
        >
          {others.map((release) => (
            <option key={release.number} value={release.number}>
              {words.named(release)}
            </option>
          ))}
        </select>
      </label>
      <p class="soft" role="status">
        {problem || (found === undefined ? words.loading : differences.length === 0 ? words.same : '')}
      </p>
      <ul class="release-differences">
        {differences.map(({ kind, entry, changes }) => (
          <li key={entry}>
            <details>
              <summary>
                <strong>{words.kinds[kind]}</strong> <bdi translate={false}>{entry}</bdi>
              </summary>
              <FieldList fields={changes} />
            </details>
          </li>
        ))}
      </ul>
      <Close onClose={onClose} />
    </Dialog>
  );
}

/** Lists what a release made at the desk changed, and who changed it. */
export function ChangesDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const [found, setFound] = useState<DeskReleaseChanges>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void api.releaseChanges(number).then((answer) => {
      if (answer.ok) setFound(answer.body);
      else setProblem(answer.problem);
    });
  }, [number]);
  const changes = found?.changes ?? [];
  return (
    <Dialog title={words.changesTitle(number)} onClose={onClose}>
      <p class="soft" role="status">
        {problem || (found === undefined ? words.loading : changes.length === 0 ? words.noChanges : '')}
      </p>
      <ul class="release-differences">
        {changes.map(({ document, kind, id, editors, fields }) => (
          <li key={`${document} ${kind} ${id}`}>
            <details>
              <summary>
                <bdi translate={false}>{paneWords.place(id, document)}</bdi>{' '}
                <bdi class="soft">{words.by(editors.join(', '))}</bdi>
              </summary>
              <FieldList entry={{ kind, id }} fields={fields} />
            </details>
          </li>
        ))}
      </ul>
      <Close onClose={onClose} />
    </Dialog>
  );
}

const Close = ({ onClose }: { onClose: () => void }) => (
  <div class="dialog-foot">
    <button type="button" class="button" onClick={onClose}>
      {words.done}
    </button>
  </div>
);
