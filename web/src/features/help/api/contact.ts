import { useMutation, useQuery } from '@tanstack/react-query';
import { fetchRaw } from '@/lib/api/client';
import { useSession } from '@/lib/api/session';

export interface Contact {
  name: string | null;
  phone: string | null;
  email: string | null;
  consented: boolean;
  /** Told without being asked again. */
  automatic: boolean;
  /** The letter as they would get it. */
  message_preview: string | null;
  /** For the person to send from their own telephone. */
  sms_text: string;
}

export const contactKey = ['crisis', 'contact'] as const;

/** The person they named beforehand; nothing for someone who is signed out. */
export function useContact() {
  const isSignedIn = useSession((state) => state.status === 'signed-in');
  return useQuery({
    queryKey: contactKey,
    queryFn: async ({ signal }) =>
      (await fetchRaw('/v1/crisis/contact', { signal })).json() as Promise<Contact>,
    enabled: isSignedIn,
    retry: false,
  });
}

/** Sends the prepared message. Only ever on a press, to someone they agreed to before. */
export function useNotifyContact() {
  return useMutation({
    mutationFn: async (eventId: string | null) => {
      const id = eventId ?? (await reportCrisis());
      await post('/v1/crisis/contact/notify', { event_id: id });
    },
  });
}

async function reportCrisis(): Promise<string> {
  const answer = (await (await post('/v1/crisis/report', {})).json()) as { event_id: string };
  return answer.event_id;
}

function post(path: string, body: unknown): Promise<Response> {
  return fetchRaw(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The preview is the server's to write. */
export async function replaceContact({
  name,
  phone,
  email,
  consented,
  automatic,
}: Contact): Promise<Contact> {
  const answer = await fetchRaw('/v1/crisis/contact', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, phone, email, consented, automatic }),
  });
  return (await answer.json()) as Contact;
}

export async function removeContact(): Promise<void> {
  await fetchRaw('/v1/crisis/contact', { method: 'DELETE' });
}
