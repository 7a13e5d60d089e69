import { useId, useState } from 'preact/hooks';
import { isComposing } from '#web/common/keys.ts';
import { type Choice, matching } from './choices.ts';
import { formWords as words } from './words.ts';

interface PickerProps {
  /** Its name for screen readers. */
  label: string;
  choices: readonly Choice[];
  onPick: (value: string) => void;
  /** The id of the visible label, if there is one. */
  id?: string;
  describedBy?: string;
}

/** A search box with suggestions: arrow keys move, Enter selects, Escape closes. */
export function Picker({ label, choices, onPick, id: given, describedBy }: PickerProps) {
  const own = useId();
  const id = given ?? own;
  const [wanted, setWanted] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = isOpen ? matching(choices, wanted) : [];
  const pick = (value: string): void => {
    setWanted('');
    setOpen(false);
    setAt(0);
    onPick(value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      if (isOpen && found.length > 0) setAt((at + step + found.length) % found.length);
    } else if (key === 'Enter' && isOpen && found[at] !== undefined) pick(found[at].value);
    else if (key === 'Escape' && isOpen) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div class="studio-picker">
      <input
        id={id}
        class="field"
        role="combobox"
        autocomplete="off"
        aria-label={label}
        aria-describedby={describedBy}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={words.pick}
        value={wanted}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={({ currentTarget }) => {
          setWanted(currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-found`}
        class="studio-found"
        role="listbox"
        aria-label={label}
        hidden={found.length === 0}
      >
        {found.map((choice, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box handles the keys
          <div
            key={choice.value}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            // Keeps the focus in the box.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(choice.value)}
          >
            {choice.label}
          </div>
        ))}
      </div>
      {isOpen && wanted !== '' && found.length === 0 && <p class="soft">{words.noneFound}</p>}
    </div>
  );
}
