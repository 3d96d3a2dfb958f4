import { api, unwrap } from '@/lib/api/client';

/** Has words read that were typed and not kept. The server keeps none of them. */
export function hearDraft(words: readonly string[], isPageLeft: boolean) {
  return unwrap(api.POST('/v1/crisis/hear', { body: { words: [...words] }, keepalive: isPageLeft }));
}
