import { api, unwrap } from '@/lib/api/client';
import { beginSession } from '@/lib/api/session';
import { provePasskey, type RequestOptionsJson } from '@/lib/webauthn/passkey';

interface Choice {
  /** Offer passkeys among a field's suggestions and wait, instead of opening the browser's dialog. */
  suggest: boolean;
  signal: AbortSignal;
}

export async function signInWithPasskey(choice: Choice): Promise<void> {
  const { options, state } = await unwrap(api.POST('/v1/auth/passkeys/sign-in-options'));
  if (choice.signal.aborted) return;
  const credential = await provePasskey(options as RequestOptionsJson, choice);
  beginSession(
    await unwrap(
      api.POST('/v1/auth/passkeys/sign-in', { body: { credential, state, refresh_transport: 'cookie' } }),
    ),
  );
}
