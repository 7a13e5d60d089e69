import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { isComposing } from '#web/common/keys.ts';
import { Icon } from '../../shell/icon.tsx';
import type { TextsSpec } from './field.ts';
import { Problems, useDescribed } from './labelled.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { linesIn, type useRows } from './use-rows.ts';
import { placeIn } from './values.ts';
import { formWords as words } from './words.ts';

interface TextRowProps {
  spec: TextsSpec;
  list: ReturnType<typeof useRows>;
  row: number;
  text: string;
  /** The place of the list. */
  at: string;
  /** The id of the list of suggestions. */
  suggestions: string | undefined;
  isFromReview: boolean;
  /** Whether Tab stops here; arrow keys move to the other rows. */
  isStop: boolean;
  onFocus: () => void;
}

/** About the height of a box with one line of text. */
const ONE_LINE_PX = 46;

/** Whether an arrow key would leave the box. */
function leaves({ key, altKey, target }: KeyboardEvent): boolean {
  if (altKey || !(target instanceof HTMLTextAreaElement)) return false;
  const { selectionStart, selectionEnd, value, offsetHeight } = target;
  const isOneLine = offsetHeight <= ONE_LINE_PX;
  if (key === 'ArrowUp') return isOneLine || selectionEnd === 0;
  return key === 'ArrowDown' && (isOneLine || selectionStart === value.length);
}

/** Enter adds a row, Backspace removes an empty one, arrow keys move between rows, and with Alt they move the row. */
function keyOf(event: KeyboardEvent, { list, row, text, spec }: TextRowProps): boolean {
  if (isComposing(event)) return false;
  if (event.key === 'Enter' && !event.shiftKey) list.add(row + 1);
  else if (event.key === 'Backspace' && text === '' && list.rows.length > 1) list.remove(row);
  else if (spec.isOrdered && event.altKey && event.key === 'ArrowUp') list.move(row, row - 1);
  else if (spec.isOrdered && event.altKey && event.key === 'ArrowDown') list.move(row, row + 1);
  else if (leaves(event)) goTo(event, event.key === 'ArrowUp' ? -1 : 1);
  else return false;
  return true;
}

/** Moves the focus to the box of the previous or next row. */
function goTo({ target }: KeyboardEvent, step: 1 | -1): void {
  const row = target instanceof HTMLElement ? target.closest('li') : null;
  const next = step === 1 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector<HTMLElement>('.field')?.focus();
}

/** One text of a list. */
export function TextRow(props: TextRowProps) {
  const { spec, list, row, text, at, suggestions, isFromReview, isStop, onFocus } = props;
  const tabIndex = isStop ? 0 : -1;
  const id = useId();
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const place = placeIn(at, list.placeOf(row) + 1);
  // At once, so that the next key goes to the new row.
  useLayoutEffect(() => {
    if (list.takesFocus(row)) box.current?.focus();
  });
  const shared = {
    ...useDescribed(id, place),
    ref: box,
    tabIndex,
    onFocus,
    class: 'field',
    dir: 'auto' as const,
    'aria-label': words.itemAt(spec.item, row + 1),
    value: text,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      list.write(row, currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (keyOf(event, props)) event.preventDefault();
    },
    onPaste: (event: ClipboardEvent) => {
      const pasted = event.clipboardData?.getData('text') ?? '';
      if (!/\n/.test(pasted.trim())) return;
      event.preventDefault();
      list.paste(row, linesIn(pasted));
    },
  };
  return (
    <li class="studio-text">
      <div class="studio-text-box">
        {suggestions === undefined ? (
          <textarea {...shared} rows={1} />
        ) : (
          <input type="text" {...shared} list={suggestions} autocomplete="off" />
        )}
        {isFromReview && <span class="pill auto">{words.fromReview}</span>}
        {spec.isOrdered && (
          <MoveButtons
            name={text}
            tabIndex={tabIndex}
            isFirst={row === 0}
            isLast={row === list.rows.length - 1}
            onMove={(step) => list.move(row, row + step)}
          />
        )}
        <button
          type="button"
          class="icon-button"
          tabIndex={tabIndex}
          aria-label={words.remove(text)}
          title={words.removeShort}
          onClick={() => list.remove(row)}
        >
          <Icon name="close" />
        </button>
      </div>
      <Problems id={`${id}-problems`} at={place} />
    </li>
  );
}
