import { useState } from 'preact/hooks';
import { Dialog } from '../../parts/dialog.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { referenceOf } from '../places.ts';
import type { SectionProps } from '../section-props.ts';
import { studioApi } from '../studio-api.ts';
import { documentOf, newEntry, type NewKind, topicName, topicsFor } from './new-entry.ts';
import { newWords as words } from './words.ts';

const OTHER = 'other';

/** Why a name cannot be used; '' if it can. */
function refusal(kind: NewKind, name: string): string {
  if (name === '') return words.needsName;
  return kind === 'language' && !/^[a-z]{2}$/i.test(name) ? words.needsCode : '';
}

/** Asks for a new entry's name and place, and opens it. */
export function NewEntryDialog({
  kind,
  client,
  draft,
  section,
  onClose,
}: Pick<SectionProps, 'client' | 'draft'> & { kind: NewKind; section: string; onClose: () => void }) {
  const overview = draft.overview.value;
  const topics = overview === undefined ? [] : topicsFor(kind, overview);
  const [name, setName] = useState('');
  const [topic, setTopic] = useState(topics[0] ?? OTHER);
  const [topicText, setTopicText] = useState('');
  const isOfTopic = kind === 'answer' || kind.startsWith('expected-');
  const submit = async (): Promise<string> => {
    const given = name.trim();
    const refused = refusal(kind, given);
    if (refused !== '' || overview === undefined) return refused;
    const place =
      isOfTopic && topic !== OTHER ? topic : documentOf(kind, isOfTopic ? topicText || given : given);
    const { key, content } = newEntry(kind, given, place, overview);
    const answer = await studioApi.save({ ...key, content, version: '' });
    if (!answer.ok) return answer.problem;
    if (!answer.body.isSaved || answer.body.entry.state !== 'new') return words.known;
    onClose();
    await draft.load();
    const reference = referenceOf(key);
    client.router.go('studio', section === '' ? reference : `${section}/${reference}`);
    return '';
  };
  return (
    <Dialog title={words.titles[kind]} onClose={onClose}>
      <DialogForm confirm={words.confirm} onClose={onClose} submit={submit}>
        <label class="form-field">
          {words.names[kind]}
          <input
            class="field"
            dir="auto"
            maxLength={150}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          {kind === 'language' && <span class="soft">{words.languageHint}</span>}
        </label>
        {isOfTopic && (
          <label class="form-field">
            {words.topic}
            <select value={topic} onChange={({ currentTarget }) => setTopic(currentTarget.value)}>
              {topics.map((document) => (
                <option key={document} value={document}>
                  {topicName(document)}
                </option>
              ))}
              <option value={OTHER}>{words.newTopic}</option>
            </select>
          </label>
        )}
        {isOfTopic && topic === OTHER && (
          <label class="form-field">
            {words.newTopicName}
            <input
              class="field"
              dir="auto"
              maxLength={60}
              value={topicText}
              onInput={({ currentTarget }) => setTopicText(currentTarget.value)}
            />
          </label>
        )}
      </DialogForm>
    </Dialog>
  );
}
