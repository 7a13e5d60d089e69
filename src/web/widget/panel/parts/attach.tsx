import { useRef } from 'preact/hooks';
import { acceptedTypes } from '#web/widget/client/refusal.ts';
import { Icon } from './icon.tsx';

/** The button that opens the browser's file chooser. */
export function Attach({ label, add }: { label: string; add: (files: Iterable<File>) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={acceptedTypes}
        onChange={({ currentTarget }) => {
          add(currentTarget.files ?? []);
          currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        onClick={() => chooser.current?.click()}
      >
        <Icon name="attach" />
      </button>
    </>
  );
}
