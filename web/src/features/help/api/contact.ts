import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useSession } from '@/lib/api/session';

export type Contact = components['schemas']['ContactResponse'];

export const contactQuery = queryOptions({
  queryKey: ['crisis', 'contact'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/crisis/contact', { signal })),
  retry: false,
});

/** The person they named beforehand; nothing for someone who is signed out. */
export function useContact() {
  const isSignedIn = useSession((state) => state.status === 'signed-in');
  return useQuery({ ...contactQuery, enabled: isSignedIn });
}

/** The preview is the server's to write. */
export function replaceContact({ name, phone, email, consented, automatic }: Contact): Promise<Contact> {
  const body = { name: name ?? '', phone, email, consented, automatic };
  return unwrap(api.PUT('/v1/crisis/contact', { body }));
}

export async function removeContact(): Promise<void> {
  await unwrap(api.DELETE('/v1/crisis/contact'));
}

/** Sends the prepared letter. Only ever on a press, to someone they agreed to before. */
export function useNotifyContact() {
  return useMutation({
    mutationFn: async (eventId: string | null) => {
      const id = eventId ?? (await reportCrisis());
      await unwrap(api.POST('/v1/crisis/contact/notify', { body: { event_id: id } }));
    },
  });
}

async function reportCrisis(): Promise<string> {
  return (await unwrap(api.POST('/v1/crisis/report', { body: {} }))).event_id;
}
