import type { EntryEditor, SaveState } from './entry-editor.ts';
import { editorWords as words } from './words.ts';

const order: readonly SaveState['kind'][] = ['saved', 'unsaved', 'saving', 'failed'];

/** Whether everything on the screen is saved. @param editors the one with the worst state counts */
export function SaveStateView({ editors }: { editors: readonly EntryEditor[] }) {
  const states = editors.map((editor) => editor.state.value);
  const [worst = { kind: 'saved' }] = states.toSorted(
    (a, b) => order.indexOf(b.kind) - order.indexOf(a.kind),
  );
  const isHeld = editors.some((editor) => editor.conflict.value !== undefined);
  const text = isHeld
    ? words.held
    : worst.kind === 'failed'
      ? words.notSaved(worst.problem)
      : worst.kind === 'saved'
        ? words.saved
        : words.saving;
  return (
    <span class="studio-save">
      <span role="status" class={isHeld || worst.kind === 'failed' ? 'problem' : 'soft'}>
        {text}
      </span>
      {worst.kind === 'failed' && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            for (const editor of editors) editor.retry();
          }}
        >
          {words.again}
        </button>
      )}
    </span>
  );
}
