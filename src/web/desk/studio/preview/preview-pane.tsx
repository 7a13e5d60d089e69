import { useState } from 'preact/hooks';
import type { StudioKey } from '#desk/studio/wire.ts';
import type { EntryEditor } from '../editor/entry-editor.ts';
import { TeamsPreview } from './teams-preview.tsx';
import { usePreview } from './use-preview.ts';
import { WidgetPreview } from './widget-preview.tsx';
import { previewWords as words } from './words.ts';

const places = ['widget', 'teams'] as const;

/** The kinds of entries that customers see. */
export const hasPreview = ({ kind, id }: StudioKey): boolean =>
  ['answer', 'advisory', 'small-talk', 'language'].includes(kind) || (kind === 'opening' && id !== 'scope');

/** The entry as customers would meet it, while it is written. */
export function PreviewPane({ entryKey, editor }: { entryKey: StudioKey; editor: EntryEditor }) {
  const lines = usePreview(entryKey, editor.content.value);
  const [place, setPlace] = useState<(typeof places)[number]>('widget');
  return (
    <section class="studio-preview" aria-label={words.title}>
      <div class="segments" role="group" aria-label={words.place}>
        {places.map((each) => (
          <button
            key={each}
            type="button"
            class="segment"
            aria-pressed={each === place}
            onClick={() => setPlace(each)}
          >
            {words.places[each]}
          </button>
        ))}
      </div>
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
