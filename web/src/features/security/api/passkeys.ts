import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { paths } from '@/lib/api/schema';
import { createPasskey, type CreationOptionsJson } from '@/lib/webauthn/passkey';

export type Passkey =
  paths['/v1/auth/passkeys']['get']['responses'][200]['content']['application/json']['items'][number];

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/auth/passkeys', { signal })),
});

export function usePasskeys() {
  return useQuery(passkeysQuery);
}

/** Asks the server, then the device, then the server again. */
export async function addPasskey(name: string, password: string | null, code: string | null): Promise<void> {
  const { options, state } = await unwrap(
    api.POST('/v1/auth/passkeys/registration-options', { body: { password, mfa_code: code } }),
  );
  const credential = await createPasskey(options as CreationOptionsJson);
  await unwrap(api.POST('/v1/auth/passkeys', { body: { credential, state, name } }));
}

export function renamePasskey(passkeyId: string, name: string) {
  return unwrap(
    api.PATCH('/v1/auth/passkeys/{passkeyId}', { params: { path: { passkeyId } }, body: { name } }),
  );
}

export function removePasskey(passkeyId: string) {
  return unwrap(api.DELETE('/v1/auth/passkeys/{passkeyId}', { params: { path: { passkeyId } } }));
}
