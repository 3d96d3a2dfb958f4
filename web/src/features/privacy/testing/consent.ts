import type { Consent } from '../model/consent';

export function consent(rest: Partial<Consent> = {}): Consent {
  return {
    purpose: 'research_participation',
    title: 'Taking part in research',
    text: 'Your data may be used for research, without your name.',
    version: 2,
    granted: false,
    changed_at: '2026-03-04T10:00:00Z',
    needs_renewal: false,
    ...rest,
  };
}
