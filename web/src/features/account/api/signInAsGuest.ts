import { api, unwrap } from '@/lib/api/client';
import { beginSession } from '@/lib/api/session';

export async function signInAsGuest(): Promise<void> {
  beginSession(await unwrap(api.POST('/v1/auth/guest', { body: { refresh_transport: 'cookie' } })));
}
