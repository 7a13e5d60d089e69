import { useEffect, useState } from 'preact/hooks';
import type { StudioHistory } from '#desk/studio/publishing/wire.ts';
import type { StudioKey } from '#desk/studio/wire.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { shortTime } from '../../times.ts';
import { FieldList } from './field-list.tsx';
import { publishingApi } from './publishing-api.ts';
import { historyWords as words } from './words.ts';
import './publishing.css';

/** The history of an entry: which release changed what, and who made the change. */
export function EntryHistory({ entryKey, onClose }: { entryKey: StudioKey; onClose: () => void }) {
  const [found, setFound] = useState<StudioHistory['changes']>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void publishingApi.history(entryKey).then((answer) => {
      if (answer.ok) setFound(answer.body.changes);
      else setProblem(answer.problem);
    });
  }, [entryKey.document, entryKey.kind, entryKey.id]);
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p class="soft" role="status">
        {problem || (found === undefined ? words.loading : found.length === 0 ? words.empty : '')}
      </p>
      <ol class="studio-window history">
        {(found ?? []).map(({ release, at, publishedAt, editors, note, kind, fields }, place) => (
          <li key={release}>
            <details open={place === 0}>
              <summary>
                <strong>{words.kinds[kind]}</strong> <bdi>{words.line(release, editors)}</bdi>{' '}
                <time class="soft" dateTime={publishedAt ?? at}>
                  {publishedAt === null ? words.notPublished : shortTime(publishedAt)}
                </time>
              </summary>
              {note !== '' && (
                <p class="soft">
                  <bdi>{note}</bdi>
                </p>
              )}
              <FieldList entry={entryKey} fields={fields} />
            </details>
          </li>
        ))}
      </ol>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}
