import { useLayoutEffect, useState } from 'preact/hooks';
import { fill } from '#web/widget/strings/strings.ts';
import type { View } from '../view.ts';
import { Field } from './field.tsx';
import { mailProblems } from './problems.ts';
import { useForm } from './use-form.ts';

/** The progress of the request. */
type Progress = 'asking' | 'sending' | 'sent' | 'limited' | 'failed';

/** Asks where to mail a copy of the chat, and shows the result. */
export function MailForm({ view: { chat, strings }, close }: { view: View; close: () => void }) {
  const [email, setEmail] = useState('');
  const [progress, setProgress] = useState<Progress>('asking');
  const { form, problems, onSubmit } = useForm(mailProblems(email, strings), () => {
    if (progress === 'sending') return;
    setProgress('sending');
    void chat.mailChat(email.trim()).then(setProgress);
  });
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  const isOver = progress === 'sent' || progress === 'limited';
  const status = {
    asking: strings.mailChatNote,
    sending: `${strings.sending}…`,
    sent: fill(strings.mailChatSent, { email: email.trim() }),
    limited: strings.mailChatLimit,
    failed: strings.mailChatFailed,
  }[progress];
  return (
    <form class="card-form above" noValidate ref={form} onSubmit={onSubmit} aria-labelledby="mail-title">
      <h3 id="mail-title">{strings.mailChat}</h3>
      <p role="status" class={progress === 'failed' || progress === 'limited' ? 'problem' : ''}>
        {status}
      </p>
      {!isOver && (
        <Field
          id="mail-address"
          label={strings.emailAddress}
          value={email}
          write={setEmail}
          problem={problems.email}
          type="email"
          autocomplete="email"
          isRequired
        />
      )}
      <div class="form-buttons">
        {!isOver && (
          <button type="submit" class="button" aria-disabled={progress === 'sending'}>
            {strings.mailChatSend}
          </button>
        )}
        <button type="button" class="link" onClick={close}>
          {isOver ? strings.close : strings.cancel}
        </button>
      </div>
    </form>
  );
}
