import { useState } from 'preact/hooks';
import type { OfferedForm } from '#web/widget/client/chat-client.ts';
import { readDraft, saveDraft } from '../draft.ts';
import type { View } from '../view.ts';
import { Field } from './field.tsx';
import { type TicketFields, ticketProblems } from './problems.ts';
import { useForm } from './use-form.ts';

const fields = ['text', 'name', 'email'] as const;

export interface TicketFormProps {
  view: View;
  offered: OfferedForm;
  cancel: () => void;
}

/** Asks for everything that a message to support needs. Unsent text survives a reload. */
export function TicketForm({ view: { chat, strings }, offered, cancel }: TicketFormProps) {
  const [values, setValues] = useState<TicketFields>(() => startWith(offered));
  const { form, problems, onSubmit } = useForm(ticketProblems(values, strings), () => {
    forget();
    const [text, name, email] = fields.map((field) => values[field].trim()) as [string, string, string];
    chat.leaveMessage({
      formId: offered.id,
      text,
      ...(name === '' ? {} : { name }),
      ...(email === '' ? {} : { email }),
    });
  });
  const at = (field: keyof TicketFields) => ({
    id: `ticket-${field}`,
    value: values[field],
    problem: problems[field],
    write(value: string) {
      setValues({ ...values, [field]: value });
      saveDraft(value, `ticket-${field}`);
    },
  });
  return (
    <form class="card-form" noValidate ref={form} onSubmit={onSubmit} aria-labelledby="ticket-title">
      <h3 id="ticket-title">{strings.leaveMessage}</h3>
      <Field {...at('text')} label={strings.yourMessage} type="lines" isRequired />
      <Field {...at('name')} label={strings.yourName} autocomplete="name" />
      <Field
        {...at('email')}
        label={strings.yourEmail}
        hint={strings.yourEmailHint}
        type="email"
        autocomplete="email"
      />
      <div class="form-buttons">
        <button type="submit" class="button">
          {strings.sendMessage}
        </button>
        <button
          type="button"
          class="link"
          onClick={() => {
            forget();
            cancel();
          }}
        >
          {strings.cancel}
        </button>
      </div>
    </form>
  );
}

const startWith = (offered: OfferedForm): TicketFields => {
  const [text = '', name = '', email = ''] = fields.map(
    (field) => readDraft(`ticket-${field}`) || (offered[field] ?? ''),
  );
  return { text, name, email };
};

function forget(): void {
  for (const field of fields) saveDraft('', `ticket-${field}`);
}
