import { Composer, type ComposerProps } from './composer.tsx';
import { useTyping } from './use-typing.ts';

/** Where an agent writes in a chat: the outbox takes each message at once, and the customer sees them typing. */
export function ChatComposer(props: Pick<ComposerProps, 'client' | 'reference' | 'customer' | 'lastWords'>) {
  const { client, reference } = props;
  const typing = useTyping(reference);
  return (
    <Composer
      {...props}
      typing={typing}
      onSend={(reply) => {
        client.outbox.send(reference, reply);
        return true;
      }}
    />
  );
}
