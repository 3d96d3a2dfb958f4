import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useToasts } from '@/components/toasts';
import { useSession } from '@/lib/api/session';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}

export function Providers({ children, client }: { children: ReactNode; client?: QueryClient }) {
  const [queryClient] = useState(() => client ?? createQueryClient());
  useEffect(() => forgetWithTheSession(queryClient), [queryClient]);
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}

/** What one person has seen is not for the next one at the same screen, however the session ended. */
function forgetWithTheSession(client: QueryClient): () => void {
  return useSession.subscribe(({ user }, { user: before }) => {
    if (before === null || user?.id === before.id) return;
    // Once the pages are gone: what they still show would be asked for again.
    setTimeout(() => client.clear());
    useToasts.setState({ toasts: [] });
  });
}
