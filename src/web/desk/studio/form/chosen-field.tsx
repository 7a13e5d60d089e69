import { useId } from 'preact/hooks';
import { Icon } from '../../shell/icon.tsx';
import { labelOf } from './choices.ts';
import type { ChosenSpec, FieldProps, SearchedSpec } from './field.ts';
import { useForm } from './form-context.ts';
import { Grouped, Problems } from './labelled.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { Picker } from './picker.tsx';
import { moved, placeIn, textOf, textsOf, withoutItem } from './values.ts';
import { formWords as words } from './words.ts';

/** An ordered list of entries, searched by their labels. */
export function ChosenField({ spec, value, onChange, at }: FieldProps<ChosenSpec>) {
  const id = useId();
  const choices = useForm().choices[spec.from];
  const chosen = textsOf(value);
  const { most = Infinity, isOptional } = spec;
  const set = (next: string[]): void => onChange(isOptional && next.length === 0 ? undefined : next);
  return (
    <Grouped id={id} label={spec.label} hint={spec.hint} at={at}>
      <ol class="studio-chosen">
        {chosen.map((each, place) => {
          const name = labelOf(choices, each);
          return (
            <li key={each}>
              <div class="studio-text-box">
                <span class="studio-chosen-name">{name}</span>
                <MoveButtons
                  name={name}
                  isFirst={place === 0}
                  isLast={place === chosen.length - 1}
                  onMove={(step) => set(moved(chosen, place, place + step))}
                />
                <button
                  type="button"
                  class="icon-button"
                  aria-label={words.remove(name)}
                  title={words.removeShort}
                  onClick={() => set(withoutItem(chosen, place))}
                >
                  <Icon name="close" />
                </button>
              </div>
              <Problems id={`${id}-${place}`} at={placeIn(at, place + 1)} />
            </li>
          );
        })}
      </ol>
      {chosen.length < most && (
        <Picker
          label={words.addTo(spec.label)}
          choices={choices.filter((choice) => !chosen.includes(choice.value))}
          onPick={(picked) => set([...chosen, picked])}
        />
      )}
    </Grouped>
  );
}

/** One entry, searched by its label. */
export function SearchedField({ spec, value, onChange, at }: FieldProps<SearchedSpec>) {
  const id = useId();
  const choices = useForm().choices[spec.from];
  const chosen = textOf(value);
  const name = labelOf(choices, chosen);
  return (
    <Grouped id={id} label={spec.label} hint={spec.hint} at={at}>
      {chosen === '' ? (
        <Picker label={spec.label} choices={choices} onPick={onChange} />
      ) : (
        <div class="studio-text-box">
          <span class="studio-chosen-name">{name}</span>
          <button
            type="button"
            class="icon-button"
            aria-label={words.remove(name)}
            title={words.removeShort}
            onClick={() => onChange(spec.isOptional ? undefined : '')}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </Grouped>
  );
}
