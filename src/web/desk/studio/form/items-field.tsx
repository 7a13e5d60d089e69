import { useId } from 'preact/hooks';
import { Icon } from '../../shell/icon.tsx';
import type { FieldProps, HoldsFields, ItemsSpec } from './field.ts';
import { Grouped } from './labelled.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { fieldsOf, listOf, moved, placeIn, textOf, withItem, withoutItem } from './values.ts';
import { formWords as words } from './words.ts';

/** A list of field groups: the options of a guided answer, the turns of a conversation. */
export function ItemsField({ spec, value, onChange, at, draw }: FieldProps<ItemsSpec> & HoldsFields) {
  const id = useId();
  const items = listOf(value);
  const { most = Infinity } = spec;
  return (
    <Grouped id={id} label={spec.label} hint={spec.hint} at={at}>
      {items.map((item, place) => {
        const title = textOf(fieldsOf(item)[spec.title]) || words.itemAt(spec.item, place + 1);
        return (
          <fieldset key={place} class="studio-item">
            <legend class="unseen">{title}</legend>
            <div class="studio-item-head">
              <span class="studio-label" aria-hidden="true">
                {title}
              </span>
              {spec.isOrdered && (
                <MoveButtons
                  name={title}
                  isFirst={place === 0}
                  isLast={place === items.length - 1}
                  onMove={(step) => onChange(moved(items, place, place + step))}
                />
              )}
              <button
                type="button"
                class="icon-button"
                aria-label={words.remove(title)}
                title={words.removeShort}
                onClick={() => onChange(withoutItem(items, place))}
              >
                <Icon name="close" />
              </button>
            </div>
            {draw(spec.fields, {
              value: item,
              onChange: (next) => onChange(withItem(items, place, next)),
              at: placeIn(at, place + 1),
            })}
          </fieldset>
        );
      })}
      {items.length < most && (
        <p class="studio-list-foot">
          <button type="button" class="quiet" onClick={() => onChange([...items, spec.blank])}>
            {words.add(spec.item)}
          </button>
        </p>
      )}
    </Grouped>
  );
}
