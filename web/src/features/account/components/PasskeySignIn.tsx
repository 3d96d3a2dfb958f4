import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { isProblem } from '@/lib/api/problem';
import { t } from '@/lib/messages/signIn';
import { canSuggestPasskeys, canUsePasskeys, isPasskeyRefusal } from '@/lib/webauthn/passkey';
import { signInWithPasskey } from '../api/signInWithPasskey';

/** Passkeys by a button, and, where the browser can, among the suggestions of the address field. */
export function PasskeySignIn() {
  const suggesting = usePasskeySuggestions();
  const signIn = useMutation({
    mutationFn: async () => {
      // A browser answers one question about passkeys at a time.
      suggesting.current?.abort();
      await signInWithPasskey({ suggest: false, signal: new AbortController().signal });
    },
  });
  if (!canUsePasskeys()) return null;
  return (
    <>
      <Button size="large" isPending={signIn.isPending} onPress={() => signIn.mutate()}>
        <KeyRound aria-hidden className="size-4.5" />
        {t('signIn.passkey')}
      </Button>
      {signIn.isError && !isPasskeyRefusal(signIn.error) ? <PasskeyProblem error={signIn.error} /> : null}
    </>
  );
}

function PasskeyProblem({ error }: { error: unknown }) {
  if (!isProblem(error) || error.status !== 401) return <ProblemNotice error={error} />;
  return (
    <div role="alert" className="bg-danger-soft rounded-sm px-3.5 py-3">
      <p className="font-medium">{t('signIn.passkeyUnknown')}</p>
      <p className="text-soft mt-0.5">{t('signIn.passkeyUnknownAdvice')}</p>
    </div>
  );
}

function usePasskeySuggestions() {
  const current = useRef<AbortController | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    current.current = abort;
    void suggest(abort.signal);
    return () => abort.abort();
  }, []);
  return current;
}

async function suggest(signal: AbortSignal): Promise<void> {
  if (!(await canSuggestPasskeys()) || signal.aborted) return;
  // Nobody asked for it, so a failure is not worth a word: the button is still there.
  await signInWithPasskey({ suggest: true, signal }).catch(() => undefined);
}
