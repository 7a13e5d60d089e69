import { useId } from 'preact/hooks';
import type { FieldProps, GroupSpec, HoldsFields } from './field.ts';
import { useForm } from './form-context.ts';
import { Problems } from './labelled.tsx';
import { fieldsOf } from './values.ts';
import { formWords as words } from './words.ts';

/** Whether there is a problem at a place or inside it. */
export const hasProblem = (places: Iterable<string>, at: string): boolean =>
  at !== '' && [...places].some((place) => place === at || place.startsWith(`${at}.`));

/** A group of fields. A collapsed group opens by itself if it contains a problem. */
export function GroupField({ spec, value, onChange, at, draw }: FieldProps<GroupSpec> & HoldsFields) {
  const { problems } = useForm();
  const id = useId();
  const { fields, isOptional, isFolded, blank } = spec;
  const set = (next: unknown): void =>
    onChange(isOptional && Object.keys(fieldsOf(next)).length === 0 ? undefined : next);
  const isMissing = isOptional === true && value === undefined && blank !== undefined;
  const inside = (
    <>
      {spec.hint !== undefined && <p class="soft">{spec.hint}</p>}
      {at !== '' && <Problems id={`${id}-problems`} at={at} />}
      {isMissing ? (
        <p class="studio-list-foot">
          <button type="button" class="quiet" onClick={() => onChange(blank)}>
            {words.add(spec.label.toLocaleLowerCase())}
          </button>
        </p>
      ) : (
        draw(fields, { value, onChange: set, at })
      )}
      {!isMissing && blank !== undefined && (
        <p class="studio-list-foot">
          <button type="button" class="quiet" onClick={() => onChange(undefined)}>
            {words.remove(spec.label)}
          </button>
        </p>
      )}
    </>
  );
  if (isFolded)
    return (
      <details class="studio-fold" {...(hasProblem(problems.keys(), at) && { open: true })}>
        <summary>{spec.label}</summary>
        <div class="studio-fields">{inside}</div>
      </details>
    );
  return (
    <fieldset class="studio-group-field">
      <legend>{spec.label}</legend>
      <div class="studio-fields">{inside}</div>
    </fieldset>
  );
}
