import { fireEvent, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { hearUnheard } from '@/features/help/model/leftWords';
import { closeHelp } from '@/features/help/model/helpSheet';
import { allKept, forgetPerson } from '@/lib/deviceStore/deviceStore';
import {
  changed,
  checkIn,
  checkInId,
  companionHandlers,
  created,
  takeCheckIns,
} from '../../../../tests/companion';
import { renderApp } from '../../../../tests/renderApp';
import { mira, problem, server } from '../../../../tests/server';
import { useWaiting } from '../model/waiting';

const help = {
  crisis_alert: true,
  crisis: { level: 'critical', response: 'show_resources', event_id: 'e1' },
};
const nothing = { crisis_alert: false, crisis: { level: 'low', response: 'continue', event_id: null } };

beforeEach(async () => {
  server.use(
    ...companionHandlers(),
    http.post('*/v1/crisis/events/e1/shown', () => HttpResponse.json({})),
  );
  await forgetPerson(mira.user.id);
  closeHelp();
  useWaiting.setState({ count: 0, notSent: [] });
});

/** What was sent to be heard, each answered in the same way. */
function hearing(answer: () => Response | HttpResponse<object>) {
  const heard: unknown[] = [];
  server.use(
    http.post('*/v1/crisis/hear', async ({ request }) => {
      heard.push(await request.json());
      return answer();
    }),
  );
  return heard;
}

async function write(words: string) {
  takeCheckIns(() => HttpResponse.json(created(), { status: 201 }));
  const app = renderApp('/check-in');
  await screen.findByRole('heading', { name: 'How are you feeling?' });
  await app.user.keyboard('4');
  await screen.findByRole('heading', { name: 'And how much energy do you have?' });
  await app.user.keyboard('4');
  await app.user.click(await screen.findByRole('button', { name: 'Add more' }));
  await app.user.click(await screen.findByRole('button', { name: 'In your words' }));
  fireEvent.change(screen.getByLabelText('Journal'), { target: { value: words } });
  return app;
}

it('shows help for words that are left with Back, without keeping them in the check-in', async () => {
  const heard = hearing(() => HttpResponse.json(help));
  const { user } = await write('I cannot go on, one.');

  await user.click(screen.getByRole('button', { name: 'Back' }));

  expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  expect(heard).toEqual([{ words: ['I cannot go on, one.'] }]);
});

it('hears words that are left for another screen', async () => {
  const heard = hearing(() => HttpResponse.json(help));
  const { user } = await write('I cannot go on, two.');

  await user.click(screen.getAllByRole('link', { name: 'Today' })[0]!);

  expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  expect(heard).toHaveLength(1);
});

it('offers help where words may call for it, and is quiet where they do not', async () => {
  hearing(() =>
    HttpResponse.json({
      crisis_alert: false,
      crisis: { level: 'moderate', response: 'offer_safety_check', event_id: null },
    }),
  );
  const { user } = await write('Everything is heavy.');
  await user.click(screen.getByRole('button', { name: 'Back' }));

  expect(await screen.findByText(/That sounded heavy/)).toBeInTheDocument();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('leaves at once and says where help is when nobody can hear, and has it heard later', async () => {
  hearing(() => HttpResponse.error());
  const { user } = await write('I cannot go on, three.');
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(await screen.findByText(/could not be read just now/)).toBeInTheDocument();

  const heard = hearing(() => HttpResponse.json(help));
  await hearUnheard(mira.user.id);
  await hearUnheard(mira.user.id);

  expect(heard).toEqual([{ words: ['I cannot go on, three.'] }]);
  expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
});

it('shows help when the words are refused but were read', async () => {
  hearing(() => problem(400, 'validation', 'Too long.', { crisis_alert: true }));
  const { user } = await write('I cannot go on, four.');

  await user.click(screen.getByRole('button', { name: 'Back' }));

  expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
});

it('hears words when the page itself goes, and again where the app is next opened', async () => {
  const heard = hearing(() => HttpResponse.json(help));
  await write('I cannot go on, five.');

  fireEvent(window, new Event('pagehide'));

  await waitFor(() => expect(heard).toHaveLength(1));
  await waitFor(async () =>
    expect(await allKept(mira.user.id, 'draft')).toContainEqual(['I cannot go on, five.']),
  );
});

it('does not have words read twice that were saved', async () => {
  const heard = hearing(() => HttpResponse.json(nothing));
  server.use(
    http.patch(`*/v1/checkins/${checkInId}`, () =>
      HttpResponse.json(changed({ checkin: checkIn({ journal_text: 'Rain, and tea.' }) })),
    ),
  );
  const { user } = await write('Rain, and tea.');

  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('heading', { name: 'Thank you for checking in.' });
  await user.click(screen.getByRole('button', { name: 'Done' }));

  await screen.findByRole('link', { name: 'Check in' });
  expect(heard).toEqual([]);
});

it('hears new words of a change that is given up', async () => {
  const heard = hearing(() => HttpResponse.json(help));
  server.use(http.get('*/v1/checkins/:id', () => HttpResponse.json(checkIn({ journal_text: 'Rain.' }))));
  const { user } = renderApp(`/history/${checkInId}`);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  fireEvent.change(screen.getByLabelText('Journal'), { target: { value: 'Rain. I cannot go on.' } });

  await user.click(screen.getByRole('button', { name: 'Leave it as it was' }));

  expect(await screen.findByRole('dialog', { name: 'Help, right now' })).toBeInTheDocument();
  expect(heard).toEqual([{ words: ['Rain. I cannot go on.'] }]);
});
