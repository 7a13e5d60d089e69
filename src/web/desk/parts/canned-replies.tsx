import { useEffect, useState } from 'preact/hooks';
import type { DeskCannedReply } from '#desk/wire.ts';
import { api } from '../api.ts';

/** The values for a canned reply's placeholders. */
export interface CannedReplyNames {
  customer: string;
  agent: string;
  reference: string;
}

const fillIn = (text: string, names: CannedReplyNames): string =>
  text.replaceAll(/\{(customer|agent|reference)\}/g, (_all, name: keyof CannedReplyNames) => names[name]);

/** The list of canned replies. @param onChoose receives the chosen one, with its placeholders filled in */
export function CannedReplies({
  names,
  onChoose,
}: {
  names: CannedReplyNames;
  onChoose: (text: string) => void;
}) {
  const [replies, setReplies] = useState<readonly DeskCannedReply[]>([]);
  useEffect(() => {
    void api.cannedReplies().then((answer) => setReplies(answer.ok ? answer.body : []));
  }, []);
  return (
    <select
      aria-label="Canned replies"
      value=""
      onChange={({ currentTarget }) => {
        const chosen = replies[Number(currentTarget.value)];
        currentTarget.value = '';
        if (chosen !== undefined) onChoose(fillIn(chosen.text, names));
      }}
    >
      <option value="">Canned replies…</option>
      {replies.map(({ title }, at) => (
        <option key={title} value={String(at)}>
          {title}
        </option>
      ))}
    </select>
  );
}
