import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { useToasts } from '@/components/toasts';
import { useUploads } from '@/features/recordings/model/uploads';
import { useHelpSheet } from '@/features/help/model/helpSheet';
import { useSession } from '@/lib/api/session';
import { server } from './server';

// Long enough for a machine that is busy with other things; what arrives sooner is taken sooner.
configure({ asyncUtilTimeout: 20_000 });

// What jsdom lacks of a browser.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;

// A chart draws on a canvas, which jsdom has not; the table behind it is what the tests read.
vi.mock('uplot', () => ({
  default: class {
    setSize() {}
    destroy() {}
  },
}));

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));

afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  // A note that one test left unfinished must not wait for the next.
  sessionStorage.clear();
  useSession.setState({ status: 'starting', user: null, signedOutBy: null });
  useUploads.setState({ uploads: [] });
  useToasts.setState({ toasts: [] });
  useHelpSheet.setState({ isOpen: false, eventId: null, because: 'asked' });
});

afterAll(() => server.close());
