import type { paths } from '@/lib/api/schema';

type ConsentList = paths['/v1/users/me/consents']['get']['responses'][200]['content']['application/json'];

export type Consent = ConsentList['items'][number];

/** The consent that inviting a therapist asks for. */
export const therapistSharing = 'therapist_sharing';
