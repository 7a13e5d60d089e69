import { useId, useState } from 'preact/hooks';
import type { FieldProps, TextsSpec } from './field.ts';
import { useForm } from './form-context.ts';
import { Grouped } from './labelled.tsx';
import { TextRow } from './text-row.tsx';
import { useRows } from './use-rows.ts';
import { textsOf } from './values.ts';
import { formWords as words } from './words.ts';

/** Lists of this length or longer can be filtered. */
const LONG = 12;
/** The number of rows drawn at a time. */
const PAGE = 100;

/** A list of texts: one per row, several by pasting. */
export function TextsField({ spec, value, onChange, at }: FieldProps<TextsSpec>) {
  const id = useId();
  const { choices, fromReview } = useForm();
  const { item, isOptional, suggest } = spec;
  const list = useRows(textsOf(value), (texts) =>
    onChange(isOptional && texts.length === 0 ? undefined : texts),
  );
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(PAGE);
  const [current, setCurrent] = useState(0);
  const asked = wanted.trim().toLocaleLowerCase();
  const found = list.rows
    .map((text, row) => ({ text, row }))
    .filter(({ text }) => text.trim() === '' || text.toLocaleLowerCase().includes(asked));
  const stop = found.some(({ row }) => row === current) ? current : found[0]?.row;
  const isLong = list.rows.length > LONG;
  return (
    <Grouped
      id={id}
      label={spec.label}
      hint={spec.hint}
      at={at}
      end={<span class="studio-count">{words.items(list.rows.filter((row) => row !== '').length)}</span>}
    >
      {isLong && (
        <input
          type="search"
          class="field studio-filter"
          aria-label={words.filter(spec.label)}
          placeholder={words.filterHint}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      )}
      <ol class={`studio-texts ${spec.isOrdered ? 'ordered' : ''}`}>
        {found.slice(0, shown).map(({ text, row }) => (
          <TextRow
            key={row}
            spec={spec}
            list={list}
            row={row}
            text={text}
            at={at}
            suggestions={suggest && `${id}-list`}
            isFromReview={fromReview.has(text)}
            isStop={row === stop}
            onFocus={() => setCurrent(row)}
          />
        ))}
      </ol>
      {suggest && (
        <datalist id={`${id}-list`}>
          {choices[suggest].map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </datalist>
      )}
      <p class="studio-list-foot">
        {found.length > shown && (
          <button type="button" class="quiet" onClick={() => setShown(shown + PAGE)}>
            {words.more(found.length - shown)}
          </button>
        )}
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setWanted('');
            setShown(Math.max(shown, list.rows.length + 1));
            list.add();
          }}
        >
          {words.add(item)}
        </button>
        <span class="soft">
          {words.pasteHint}
          {list.rows.length > 1 && <span class="studio-keys"> {words.keysHint}</span>}
        </span>
      </p>
    </Grouped>
  );
}
