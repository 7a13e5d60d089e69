import type { ComponentChildren } from 'preact';
import { useProblems } from './form-context.ts';

/** The problems of a field, which screen readers read with it. */
export function Problems({ id, at }: { id: string; at: string }) {
  const problems = useProblems(at);
  return (
    <div id={id} class="studio-field-problems">
      {problems.map((problem) => (
        <p key={problem} class="problem">
          {problem}
        </p>
      ))}
    </div>
  );
}

/** The attributes that connect a control with its hint and problems. */
export function useDescribed(id: string, at: string) {
  const isWrong = useProblems(at).length > 0;
  return { id, 'aria-describedby': `${id}-hint ${id}-problems`, 'aria-invalid': isWrong };
}

/** The props of the frame around one or several controls. */
interface FrameProps {
  id: string;
  label: string;
  hint?: string | undefined;
  /** The place of the field, for finding its problems. */
  at: string;
  /** Shown next to the label, such as a count. */
  end?: ComponentChildren;
  children: ComponentChildren;
}

/** A control with its label, hint and problems. */
export const Labelled = ({ id, label, hint = '', at, end, children }: FrameProps) => (
  <div class="studio-field">
    <div class="studio-field-head">
      <label for={id}>{label}</label>
      {end}
    </div>
    {hint !== '' && (
      <p id={`${id}-hint`} class="soft">
        {hint}
      </p>
    )}
    {children}
    <Problems id={`${id}-problems`} at={at} />
  </div>
);

/** Several controls with a common label. */
export const Grouped = ({ id, label, hint = '', at, end, children }: FrameProps) => (
  <div class="studio-field" role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-problems`}>
    <div class="studio-field-head">
      <span id={`${id}-label`} class="studio-label">
        {label}
      </span>
      {end}
    </div>
    {hint !== '' && <p class="soft">{hint}</p>}
    {children}
    {at !== '' && <Problems id={`${id}-problems`} at={at} />}
  </div>
);
