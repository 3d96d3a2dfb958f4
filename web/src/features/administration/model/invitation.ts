export type { Invitation } from '@/lib/api/pending';
