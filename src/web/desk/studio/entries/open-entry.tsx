import { useMemo, useState } from 'preact/hooks';
import type { StudioKey, StudioOverview } from '#desk/studio/wire.ts';
import { EntryForm } from '../editor/entry-form.tsx';
import type { EntryEditor } from '../editor/entry-editor.ts';
import { OverdueView } from '../editor/overdue-view.tsx';
import { useEntryEditor, usePresence } from '../editor/use-entry-editor.ts';
import { editorWords as words } from '../editor/words.ts';
import { choicesIn, noChoices } from '../form/choices.ts';
import { formOf } from '../form/forms.ts';
import { entryHref } from '../places.ts';
import { hasPreview, PreviewPane } from '../preview/preview-pane.tsx';
import { previewWords } from '../preview/words.ts';
import { EntryHead } from './entry-head.tsx';
import type { OpenEntryProps } from './open-entry-props.ts';
import { useDrop } from './use-drop.ts';
import { paneWords } from './words.ts';

/** The key of an answer's phrases, which are edited with the answer. */
function phrasesKey({ document, id }: StudioKey, overview: StudioOverview | undefined): StudioKey {
  const known = overview?.entries.find((entry) => entry.kind === 'phrases' && entry.id === id);
  return {
    document: known?.document ?? document.replace(/^answers\//, 'phrases/'),
    kind: 'phrases',
    id,
  };
}

/** An entry with its form. */
export function OpenEntry(props: OpenEntryProps) {
  const overview = props.draft.overview.value;
  // An answer's phrases may be in any document; the overview says which.
  if (overview === undefined) return <Waiting problem={props.draft.problem.value} />;
  return props.entryKey.kind === 'answer' ? <OpenAnswer {...props} /> : <OpenOther {...props} />;
}

const Waiting = ({ problem }: { problem: string }) => (
  <p class="middle soft" role="status">
    {problem || words.loading}
  </p>
);

function OpenOther(props: OpenEntryProps) {
  const { client, draft, entryKey } = props;
  const editor = useEntryEditor({ client, draft, key: entryKey });
  return <Opened {...props} editors={[editor]} />;
}

function OpenAnswer(props: OpenEntryProps) {
  const { client, draft, entryKey } = props;
  const editor = useEntryEditor({ client, draft, key: entryKey });
  const ofPhrases = useMemo(
    () => phrasesKey(entryKey, draft.overview.peek()),
    [entryKey.document, entryKey.id],
  );
  const phrases = useEntryEditor({ client, draft, key: ofPhrases, blank: [] });
  return <Opened {...props} editors={[editor, phrases]} ofPhrases={ofPhrases} />;
}

interface OpenedProps extends OpenEntryProps {
  /** The editor of the entry and, for an answer, of its phrases. */
  editors: readonly [EntryEditor, EntryEditor?];
  ofPhrases?: StudioKey;
}

function Opened({ editors, ofPhrases, ...props }: OpenedProps) {
  const { draft, entryKey } = props;
  const [editor, phrases] = editors;
  const others = usePresence(entryKey, editors);
  const { problem, drop } = useDrop(props, editor);
  const [showsPreview, setShowsPreview] = useState(false);
  const overview = draft.overview.value;
  const choices = useMemo(() => (overview === undefined ? noChoices : choicesIn(overview)), [overview]);
  const fields = formOf(entryKey);
  const entry = editor.entry.value;
  if (editor.content.value === undefined) return <Waiting problem={editor.problem.value} />;
  const isRemoved = entry?.state === 'removed' && editor.conflict.value === undefined;
  const withPreview = hasPreview(entryKey) && !isRemoved;
  return (
    <article class="studio-entry">
      <EntryHead {...props} editors={phrases === undefined ? [editor] : [editor, phrases]} fields={fields} />
      {withPreview && <Switch isPreview={showsPreview} onChange={setShowsPreview} />}
      <div class={`studio-work ${showsPreview ? 'shows-preview' : ''}`}>
        <div class="studio-body">
          {others.length > 0 && (
            <p class="studio-told" role="status">
              {words.open(others)}
            </p>
          )}
          {isRemoved ? (
            <Removed {...props} editor={editor} />
          ) : (
            <>
              <OverdueView editor={editor} fields={fields} onDrop={() => void drop()} />
              {problem !== '' && (
                <p class="problem" role="alert">
                  {problem}
                </p>
              )}
              <EntryForm
                entryKey={entryKey}
                editor={editor}
                fields={fields}
                choices={choices}
                draft={draft}
              />
              {phrases !== undefined && ofPhrases !== undefined && phrases.content.value !== undefined && (
                <EntryForm
                  entryKey={ofPhrases}
                  editor={phrases}
                  fields={formOf(ofPhrases)}
                  choices={choices}
                  draft={draft}
                />
              )}
              <Place entryKey={entryKey} draft={draft} />
            </>
          )}
        </div>
        {withPreview && <PreviewPane entryKey={entryKey} editor={editor} />}
      </div>
    </article>
  );
}

/** An entry to be removed with the next release, with a button to keep it. */
function Removed({ editor, ...props }: OpenEntryProps & { editor: EntryEditor }) {
  const { problem, drop } = useDrop(props, editor);
  return (
    <div class="studio-actions">
      <p>{words.removed}</p>
      <button type="button" class="quiet" onClick={() => void drop()}>
        {words.restore}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}

/** Switches between form and preview on screens without room for both. */
const Switch = ({ isPreview, onChange }: { isPreview: boolean; onChange: (isPreview: boolean) => void }) => (
  <div class="segments studio-switch" role="group" aria-label={previewWords.switch}>
    {[false, true].map((each) => (
      <button
        key={String(each)}
        type="button"
        class="segment"
        aria-pressed={each === isPreview}
        onClick={() => onChange(each)}
      >
        {each ? previewWords.title : previewWords.edit}
      </button>
    ))}
  </div>
);

/** Where the entry is stored, for editors who also work with the files. */
function Place({ entryKey: { document, kind, id }, draft }: Pick<OpenEntryProps, 'entryKey' | 'draft'>) {
  const answer =
    kind === 'phrases'
      ? draft.overview.value?.entries.find((entry) => entry.kind === 'answer' && entry.id === id)
      : undefined;
  return (
    <p class="soft">
      {answer !== undefined && (
        <>
          <a href={entryHref(answer)}>{paneWords.toAnswer}</a>{' '}
        </>
      )}
      <span translate={false}>{paneWords.place(id, document)}</span>
    </p>
  );
}
