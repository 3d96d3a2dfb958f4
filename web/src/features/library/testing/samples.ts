import { http, HttpResponse } from 'msw';
import type { Intervention } from '../model/intervention';

export function action(rest: Partial<Intervention> = {}): Intervention {
  return {
    id: 'loosen-up',
    name: 'Loosen up',
    short_description: 'Shake out arms and legs.',
    detailed_instructions: 'You shake, then you stand still.',
    steps: [
      { text: 'Shake your hands.', seconds: 20 },
      { text: 'Stand still.', seconds: 40 },
    ],
    player: 'steps',
    player_settings: {},
    duration_seconds: 60,
    effort_level: 'low',
    energy_required: 2,
    therapeutic_approach: 'Physical',
    sub_category: 'movement',
    times_of_day: ['morning', 'afternoon', 'evening', 'night'],
    adhd_friendly: true,
    asd_friendly: true,
    contraindications: [],
    safe_in_crisis: false,
    global_effectiveness: null,
    total_completions: 0,
    target_emotions: ['anxiety', 'frustrated'],
    sensory_intensity: 'moderate',
    requires_verbal: false,
    requires_movement: true,
    cautions: [],
    age_appropriate: ['under-18', '18+'],
    evidence_source: 'A review of moving (Somebody, 2020)',
    evidence_strength: 'moderate',
    is_favourite: false,
    is_hidden: false,
    ...rest,
  };
}

export const breathing = action({
  id: 'even-square',
  name: 'Even square',
  short_description: 'In, wait, out, wait.',
  steps: [
    { text: 'Sit down.', seconds: 10 },
    { text: 'Follow the square.', seconds: 24 },
  ],
  player: 'breathing',
  player_settings: { inhale_seconds: 3, hold_seconds: 3, exhale_seconds: 3, pause_seconds: 3, breaths: 2 },
  energy_required: 1,
  therapeutic_approach: 'Mindfulness',
  cautions: ['You hold your breath for a moment.'],
  age_appropriate: ['18+'],
});

export const senses = action({
  id: 'two-senses',
  name: 'Two senses',
  steps: [
    { text: 'Name two things that you can see.', seconds: 40 },
    { text: 'Name one thing that you can feel.', seconds: 35 },
  ],
  player: 'grounding_54321',
  player_settings: { see: 2, feel: 1 },
});

export const thoughts = action({
  id: 'fair-look',
  name: 'A fair look',
  steps: [
    { text: 'What is the thought?', seconds: 30 },
    { text: 'What would a friend say?', seconds: 45 },
  ],
  player: 'thought_record',
  player_settings: { columns: ['thought', 'fairer_thought'] },
});

export const timer = action({
  id: 'ten-minutes',
  name: 'Ten minutes only',
  steps: [
    { text: 'Choose the first tiny part.', seconds: 40 },
    { text: 'Only until the timer ends.', seconds: 600 },
    { text: 'Both going on and stopping count.', seconds: null },
  ],
  player: 'timer',
  player_settings: { seconds: 600 },
});

/** A server that knows these actions, and what it was told. */
export function libraryServer(items: Intervention[]) {
  const told: { path: string; body: unknown }[] = [];
  const byId = (id: unknown) => items.find((item) => item.id === id);
  const choose = (id: unknown, change: Partial<Intervention>) => {
    Object.assign(byId(id) ?? {}, change);
    return new HttpResponse(null, { status: 204 });
  };
  const handlers = [
    http.get('*/v1/interventions', ({ request }) => {
      const isHidden = new URL(request.url).searchParams.get('hidden') === 'true';
      return HttpResponse.json({
        items: items.filter((item) => item.is_hidden === isHidden),
        next_cursor: null,
      });
    }),
    http.get('*/v1/interventions/search', ({ request }) => {
      const q = new URL(request.url).searchParams.get('q') ?? '';
      return HttpResponse.json({ items: items.filter((item) => item.detailed_instructions.includes(q)) });
    }),
    http.get('*/v1/interventions/:id', ({ params }) => {
      const item = byId(params.id);
      return item
        ? HttpResponse.json(item)
        : HttpResponse.json(
            { type: 'https://halcyon.care/problems/intervention-not-found', status: 404 },
            { status: 404 },
          );
    }),
    http.put('*/v1/interventions/:id/favourite', ({ params }) =>
      choose(params.id, { is_favourite: true, is_hidden: false }),
    ),
    http.delete('*/v1/interventions/:id/favourite', ({ params }) =>
      choose(params.id, { is_favourite: false }),
    ),
    http.put('*/v1/interventions/:id/hidden', ({ params }) =>
      choose(params.id, { is_favourite: false, is_hidden: true }),
    ),
    http.delete('*/v1/interventions/:id/hidden', ({ params }) => choose(params.id, { is_hidden: false })),
    http.post('*/v1/interventions/:id/start', ({ params }) => {
      told.push({ path: `start ${String(params.id)}`, body: null });
      return HttpResponse.json({ session_id: '0193f000-0000-7000-8000-0000000000c1' }, { status: 201 });
    }),
    http.post('*/v1/interventions/sessions/:id/:end', async ({ params, request }) => {
      const text = await request.text();
      told.push({ path: String(params.end), body: text === '' ? null : (JSON.parse(text) as unknown) });
      const crisis = /kill myself/.test(text)
        ? { level: 'critical', response: 'show_resources', event_id: '0193f000-0000-7000-8000-0000000000e1' }
        : null;
      return HttpResponse.json({ session: {}, crisis_alert: crisis !== null, crisis });
    }),
  ];
  return { handlers, told };
}
