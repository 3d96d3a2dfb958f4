import { beginSession, type SessionResponse } from '@/lib/api/session';
import { ask } from '@/lib/api/upcoming';
import { provePasskey, type RequestOptionsJson } from '@/lib/webauthn/passkey';

interface Choice {
  /** Offer passkeys among a field's suggestions and wait, instead of opening the browser's dialog. */
  suggest: boolean;
  signal: AbortSignal;
}

export async function signInWithPasskey(choice: Choice): Promise<void> {
  const { options, state } = await ask<{ options: RequestOptionsJson; state: string }>(
    'POST',
    '/v1/auth/passkeys/sign-in-options',
  );
  if (choice.signal.aborted) return;
  const credential = await provePasskey(options, choice);
  beginSession(
    await ask<SessionResponse>('POST', '/v1/auth/passkeys/sign-in', {
      credential,
      state,
      refresh_transport: 'cookie',
    }),
  );
}
