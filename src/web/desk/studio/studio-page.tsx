import { useEffect, useMemo } from 'preact/hooks';
import { hrefOf } from '../shell/router.ts';
import type { ViewProps } from '../shell/view.ts';
import { keyIn } from './places.ts';
import { sectionOf, sections } from './sections.ts';
import { createStudioDraft, type StudioDraft } from './studio-draft.ts';
import { sectionWords as words } from './words.ts';

/** The studio: its sections, and the open one. */
export function StudioPage({ client, view, reference }: ViewProps) {
  const draft = useMemo(() => createStudioDraft(), [client]);
  useEffect(() => void draft.load(), [draft]);
  const { section, open } = sectionOf(reference);
  const { Page } = section;
  return (
    <div class={`studio ${open !== undefined && keyIn(open) !== undefined ? 'has-open' : ''}`}>
      <nav class="studio-sections" aria-label={words.label}>
        {sections.map(({ id, label }) => (
          <a
            key={id}
            class="studio-section"
            href={hrefOf(view, id === '' ? undefined : id)}
            aria-current={id === section.id ? 'page' : undefined}
          >
            {label}
            <Count of={id} draft={draft} />
          </a>
        ))}
      </nav>
      <Page client={client} draft={draft} reference={open} />
    </div>
  );
}

/** The number of changes to publish, next to the section that lists them. */
function Count({ of, draft }: { of: string; draft: StudioDraft }) {
  const count = draft.overview.value?.changes ?? 0;
  if (of !== 'changes' || count === 0) return null;
  return (
    <span class="pill soon" translate={false}>
      {count}
    </span>
  );
}
