import { useId } from 'preact/hooks';
import type { CheckSpec, ChoiceSpec, DateSpec, FieldProps } from './field.ts';
import { useForm } from './form-context.ts';
import { Labelled, Problems, useDescribed } from './labelled.tsx';
import { textOf } from './values.ts';
import { formWords as words } from './words.ts';

/** A day; the source of an answer may have none. */
export function DateField({ spec, value, onChange, at }: FieldProps<DateSpec>) {
  const id = useId();
  return (
    <Labelled id={id} label={spec.label} hint={spec.hint} at={at}>
      <input
        {...useDescribed(id, at)}
        type="date"
        class="field studio-narrow"
        value={textOf(value)}
        onInput={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.value)}
      />
    </Labelled>
  );
}

/** A choice from a few values. A value that is not among them stays until another is chosen. */
export function ChoiceField({ spec, value, onChange, at }: FieldProps<ChoiceSpec>) {
  const id = useId();
  const choices = useForm().choices[spec.from];
  const chosen = textOf(value);
  const isKnown = chosen === '' || choices.some((choice) => choice.value === chosen);
  return (
    <Labelled id={id} label={spec.label} hint={spec.hint} at={at}>
      <select
        {...useDescribed(id, at)}
        value={chosen}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' && spec.isOptional ? undefined : currentTarget.value)
        }
      >
        {(spec.isOptional || chosen === '') && <option value="">{spec.none ?? words.choose}</option>}
        {!isKnown && <option value={chosen}>{chosen}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A checkbox. */
export function CheckField({ spec, value, onChange, at }: FieldProps<CheckSpec>) {
  const id = useId();
  return (
    <div class="studio-field">
      <label class="check">
        <input
          {...useDescribed(id, at)}
          type="checkbox"
          checked={value === spec.on}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? spec.on : spec.off)}
        />
        {spec.label}
      </label>
      {spec.hint !== undefined && (
        <p id={`${id}-hint`} class="soft">
          {spec.hint}
        </p>
      )}
      <Problems id={`${id}-problems`} at={at} />
    </div>
  );
}
