import type { TargetedInputEvent } from 'preact';

export interface FieldProps {
  /** Unique in the panel. */
  id: string;
  label: string;
  value: string;
  write: (value: string) => void;
  /** The problem with its value. */
  problem?: string | undefined;
  hint?: string;
  isRequired?: boolean;
  type?: 'text' | 'email' | 'lines';
  autocomplete?: 'name' | 'email' | 'off';
}

/** A field with its label, and below it a hint or the problem with its value. */
export function Field({ id, label, value, write, problem, hint, isRequired = false, ...kind }: FieldProps) {
  const { type = 'text', autocomplete = 'off' } = kind;
  const below = problem ?? hint;
  const shared = {
    id,
    value,
    autocomplete,
    dir: type === 'email' ? ('ltr' as const) : ('auto' as const),
    'aria-required': isRequired,
    'aria-invalid': problem !== undefined,
    ...(below === undefined ? {} : { 'aria-describedby': `${id}-below` }),
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      write(currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'lines' && <textarea rows={3} {...shared} />}
      {type === 'text' && <input type="text" {...shared} />}
      {type === 'email' && <input type="email" {...shared} />}
      {below !== undefined && (
        <p id={`${id}-below`} class={problem === undefined ? 'hint' : 'problem'}>
          {below}
        </p>
      )}
    </div>
  );
}
