import { useState } from 'preact/hooks';
import { Dialog } from '../../parts/dialog.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { topicName, topicsFor } from '../entries/new-entry.ts';
import type { SectionProps } from '../section-props.ts';
import { addAnswers } from './add-answers.ts';
import { type Candidate, candidatesIn } from './candidates.ts';
import { FoundAnswers } from './found-answers.tsx';
import { pasteWords as words } from './words.ts';

/** A list to choose from, with its label. */
function Choice({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { id: string; name: string }[];
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label class="form-field">
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The box for the page. Text pasted from a browser or a word processor includes its headings. */
function PageBox({ read }: { read: (pasted: { html: string; text: string }) => void }) {
  return (
    <label class="form-field">
      {words.box}
      <textarea
        class="field paste-box"
        rows={5}
        dir="auto"
        onPaste={(event) => {
          const { clipboardData } = event;
          const [html, text] = ['text/html', 'text/plain'].map((type) => clipboardData?.getData(type) ?? '');
          event.preventDefault();
          event.currentTarget.value = text ?? '';
          read({ html: html ?? '', text: text ?? '' });
        }}
        onInput={({ currentTarget }) => read({ html: '', text: currentTarget.value })}
      />
    </label>
  );
}

/** Adds answers to the draft from a page of questions and answers. */
export function PastePageDialog({ draft, onClose }: Pick<SectionProps, 'draft'> & { onClose: () => void }) {
  const overview = draft.overview.value;
  const topics = overview === undefined ? [] : topicsFor('answer', overview);
  const sources = (overview?.entries ?? []).filter(({ kind }) => kind === 'source');
  const [candidates, setCandidates] = useState<readonly Candidate[]>();
  const [topic = topics[0] ?? '', setTopic] = useState<string>();
  const [source = sources[0]?.id ?? '', setSource] = useState<string>();
  const taken = (candidates ?? []).filter(({ isTaken, question }) => isTaken && question.trim() !== '');
  // After a failure, only the others are added.
  const known = ({ id }: Candidate): void =>
    setCandidates((all) =>
      all?.map((each) => (each.id === id ? { ...each, isTaken: false, isKnown: true } : each)),
    );
  const submit = async (): Promise<string> => {
    if (taken.length === 0) return words.chooseOne;
    const problem = await addAnswers(taken, { topic, source }, draft, known);
    if (problem === '') onClose();
    return problem;
  };
  if (overview === undefined) return null;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <DialogForm confirm={words.confirm(taken.length)} onClose={onClose} submit={submit}>
        <p class="soft">{words.hint}</p>
        <PageBox read={(pasted) => setCandidates(candidatesIn(pasted, overview))} />
        <p role="status">
          {candidates !== undefined &&
            (candidates.length === 0 ? words.none : words.found(candidates.length))}
        </p>
        {candidates !== undefined && candidates.length > 0 && (
          <>
            <Choice
              label={words.topic}
              options={topics.map((id) => ({ id, name: topicName(id) }))}
              value={topic}
              onChange={setTopic}
            />
            <Choice
              label={words.source}
              options={sources.map(({ id, title }) => ({ id, name: title }))}
              value={source}
              onChange={setSource}
            />
            <FoundAnswers candidates={candidates} onChange={setCandidates} />
          </>
        )}
      </DialogForm>
    </Dialog>
  );
}
