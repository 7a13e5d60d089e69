import type { ComponentChildren } from 'preact';
import { useProblems } from './form-context.ts';

/** What is wrong with a field, read out with it. */
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

/** Attributes of a control that something is said about. */
export function useDescribed(id: string, at: string) {
  const isWrong = useProblems(at).length > 0;
  return { id, 'aria-describedby': `${id}-hint ${id}-problems`, 'aria-invalid': isWrong };
}

/** What stands around one control or several. */
interface FrameProps {
  id: string;
  label: string;
  hint?: string | undefined;
  /** The place of the field, by which its problems are found. */
  at: string;
  /** Beside the label: a count. */
  end?: ComponentChildren;
  children: ComponentChildren;
}

/** A control with its label, a hint and what is wrong. */
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
