import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { createQueryClient, Providers } from '@/app/Providers';
import { routes } from '@/app/router';
import { beginSession, resumeSession, type SessionResponse } from '@/lib/api/session';
import { mira } from './server';

interface App extends RenderResult {
  user: UserEvent;
  /** Path and query of the page in view. */
  address: () => string;
}

/** The whole app at this address, as someone who is signed in or not. */
export function renderApp(
  path: string,
  { signedIn = true, as = mira }: { signedIn?: boolean; as?: SessionResponse } = {},
): App {
  if (signedIn) beginSession(as);
  else void resumeSession();
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const result = render(
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return {
    ...result,
    user: userEvent.setup(),
    address: () => router.state.location.pathname + router.state.location.search,
  };
}

/** One part of the app, with what every part needs around it. */
export function renderPart(part: ReactElement): RenderResult & { user: UserEvent } {
  beginSession(mira);
  return { ...render(<Providers>{part}</Providers>), user: userEvent.setup() };
}

/** Rules that jsdom cannot judge (contrast needs layout) are left to the browser tests. */
export async function accessibilityFaults(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}
