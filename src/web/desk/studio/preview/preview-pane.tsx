import { useState } from 'preact/hooks';
import type { StudioKey } from '#desk/studio/wire.ts';
import type { EntryEditor } from '../editor/entry-editor.ts';
import { languageName } from '../form/languages.ts';
import { fieldsOf, valueOf } from '../form/values.ts';
import { TeamsPreview } from './teams-preview.tsx';
import { usePreview } from './use-preview.ts';
import { WidgetPreview } from './widget-preview.tsx';
import { previewWords as words } from './words.ts';

const places = ['widget', 'teams'] as const;

/** The kinds of entries that customers see. */
export const hasPreview = ({ kind, id }: StudioKey): boolean =>
  ['answer', 'advisory', 'small-talk', 'language'].includes(kind) || (kind === 'opening' && id !== 'scope');

/** A row of buttons, one of which is selected. */
const Segments = <Each extends string>({
  label,
  all,
  chosen,
  name,
  onChoose,
}: {
  label: string;
  all: readonly Each[];
  chosen: Each;
  name: (each: Each) => string;
  onChoose: (each: Each) => void;
}) => (
  <div class="segments" role="group" aria-label={label}>
    {all.map((each) => (
      <button
        key={each}
        type="button"
        class="segment"
        aria-pressed={each === chosen}
        onClick={() => onChoose(each)}
      >
        {name(each)}
      </button>
    ))}
  </div>
);

/** A live preview of the entry as customers would see it. */
export function PreviewPane({ entryKey, editor }: { entryKey: StudioKey; editor: EntryEditor }) {
  const content = editor.content.value;
  const languages = Object.keys(fieldsOf(valueOf(content, 'translations')));
  const [wanted, setLanguage] = useState('');
  // The translation may have been removed.
  const language = languages.includes(wanted) ? wanted : '';
  const lines = usePreview(entryKey, content, language || undefined);
  const [place, setPlace] = useState<(typeof places)[number]>('widget');
  return (
    <section class="studio-preview" aria-label={words.title}>
      <Segments
        label={words.place}
        all={places}
        chosen={place}
        name={(each) => words.places[each]}
        onChoose={setPlace}
      />
      {languages.length > 0 && (
        <Segments
          label={words.language}
          all={['', ...languages]}
          chosen={language}
          name={(tag) => (tag === '' ? words.english : languageName(tag))}
          onChoose={setLanguage}
        />
      )}
      {lines?.length === 0 && <p class="soft">{words.nothing}</p>}
      {lines !== undefined && lines.length > 0 && (
        <>
          {place === 'widget' ? <WidgetPreview lines={lines} /> : <TeamsPreview lines={lines} />}
          <p class="soft">{words.notPublished}</p>
        </>
      )}
    </section>
  );
}
