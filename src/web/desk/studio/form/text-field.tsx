import { useId } from 'preact/hooks';
import type { FieldProps, TextSpec } from './field.ts';
import { useForm } from './form-context.ts';
import { Labelled, useDescribed } from './labelled.tsx';
import { textOf } from './values.ts';
import { formWords as words } from './words.ts';

/** The length of a text, if the field has a limit. */
function Count({ text, spec: { most, advised } }: { text: string; spec: TextSpec }) {
  const limit = most ?? advised;
  if (limit === undefined) return null;
  const { length } = text.trim();
  const isOver = length > limit;
  const look = isOver ? (most === undefined ? 'long' : 'over') : '';
  return (
    <span class={`studio-count ${look}`} translate={false}>
      {words.count(length, limit)}
      {isOver && ` · ${words.tooLong}`}
    </span>
  );
}

/** A text of one line, or as many as it needs. */
export function TextField({ spec, value, onChange, at }: FieldProps<TextSpec>) {
  const id = useId();
  const { choices } = useForm();
  const described = useDescribed(id, at);
  const text = textOf(value);
  const { lines = 1, suggest, isOptional } = spec;
  const shared = {
    ...described,
    class: 'field',
    dir: 'auto' as const,
    value: text,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange(isOptional && currentTarget.value === '' ? undefined : currentTarget.value),
  };
  return (
    <Labelled id={id} label={spec.label} hint={spec.hint} at={at} end={<Count text={text} spec={spec} />}>
      {lines > 1 ? (
        <textarea {...shared} rows={lines} />
      ) : (
        <input type="text" {...shared} {...(suggest && { list: `${id}-list` })} autocomplete="off" />
      )}
      {suggest && (
        <datalist id={`${id}-list`}>
          {choices[suggest].map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </datalist>
      )}
    </Labelled>
  );
}
