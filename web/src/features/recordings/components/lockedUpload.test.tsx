import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import { sleep, wake } from '../../../../tests/clock';
import { renderApp } from '../../../../tests/renderApp';
import { server } from '../../../../tests/server';
import { addUploads, useUploads } from '../model/uploads';

it('an upload arrives although the page is locked meanwhile, and only then does the session end', async () => {
  let logouts = 0;
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  server.use(
    http.get('*/v1/recordings', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.post('*/v1/recordings', async () => {
      await arrived;
      return HttpResponse.json({ id: 'r1' }, { status: 201 });
    }),
    http.post('*/v1/auth/logout', () => {
      logouts += 1;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  renderApp('/recordings');
  await screen.findByRole('heading', { name: 'Studies' });
  await vi.dynamicImportSettled();
  const stored = vi.fn();
  // The version field of EDF, which is all that is looked at before sending.
  addUploads([new File(['0       '.padEnd(256, ' ')], 'night.edf')], stored);
  await waitFor(() => expect(useUploads.getState().uploads[0]?.state.step).toBe('sending'));

  sleep(16);
  wake();
  await screen.findByText('You were signed out to keep your account safe.');
  expect(logouts).toBe(0);
  arrive();

  await waitFor(() => expect(logouts).toBe(1));
  expect(stored).toHaveBeenCalledWith({ id: 'r1' });
});
