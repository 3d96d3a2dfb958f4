import type { paths } from '@/lib/api/schema';

type InvitationPage = paths['/v1/admin/invitations']['get']['responses'][200]['content']['application/json'];

export type Invitation = InvitationPage['items'][number];
