import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { noteWords as words } from '../words.ts';

interface WriteAreaProps {
  /** Whether the agent may write to the customer. */
  maySpeak: boolean;
  composer: ComponentChildren;
  /** The form of a note. */
  note: ComponentChildren;
}

/** Where the agent writes: to the customer if they may, or a note for colleagues. */
export function WriteArea({ maySpeak, composer, note: noteForm }: WriteAreaProps) {
  const [wantsNote, setWantsNote] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const isNote = wantsNote || !maySpeak;
  const write = (note: boolean): void => {
    setWantsNote(note);
    if (note === isNote) area.current?.querySelector<HTMLElement>('form:not([hidden]) textarea')?.focus();
  };
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (!isFirst.current)
      area.current?.querySelector<HTMLElement>('.write-part:not([hidden]) textarea')?.focus();
    isFirst.current = false;
  }, [isNote]);
  return (
    <div class={`write ${isNote ? 'is-note' : ''}`} ref={area}>
      <div class="write-tabs" role="group" aria-label={words.kind}>
        {maySpeak && (
          <button type="button" class="tab" aria-pressed={!isNote} data-key="r" onClick={() => write(false)}>
            {words.reply}
          </button>
        )}
        <button type="button" class="tab" aria-pressed={isNote} data-key="n" onClick={() => write(true)}>
          {words.note}
        </button>
      </div>
      {maySpeak && (
        <div class="write-part" hidden={isNote}>
          {composer}
        </div>
      )}
      <div class="write-part" hidden={!isNote}>
        {noteForm}
      </div>
    </div>
  );
}
