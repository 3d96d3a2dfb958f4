import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '@/lib/api/upcoming';
import { createPasskey, type CreationOptionsJson } from '@/lib/webauthn/passkey';

export interface Passkey {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: () => ask<{ items: Passkey[] }>('GET', '/v1/auth/passkeys'),
});

export function usePasskeys() {
  return useQuery(passkeysQuery);
}

/** Asks the server, then the device, then the server again. */
export async function addPasskey(name: string, password: string | null, code: string | null): Promise<void> {
  const { options, state } = await ask<{ options: CreationOptionsJson; state: string }>(
    'POST',
    '/v1/auth/passkeys/registration-options',
    { password, mfa_code: code },
  );
  const credential = await createPasskey(options);
  await ask('POST', '/v1/auth/passkeys', { credential, state, name });
}

export function renamePasskey(id: string, name: string): Promise<undefined> {
  return ask('PATCH', `/v1/auth/passkeys/${id}`, { name });
}

export function removePasskey(id: string): Promise<undefined> {
  return ask('DELETE', `/v1/auth/passkeys/${id}`);
}
