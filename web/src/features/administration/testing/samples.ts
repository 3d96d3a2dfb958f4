import type { AuditEntry } from '../model/audit';
import type { AdminUser } from '../model/user';

export function adminUser(rest: Partial<AdminUser> = {}): AdminUser {
  return {
    id: 'a0',
    email: 'someone@example.org',
    display_name: 'Someone',
    roles: ['person'],
    is_guest: false,
    email_verified: true,
    mfa_enabled: false,
    passkey_count: 0,
    disabled_at: null,
    erase_after: null,
    created_at: '2026-03-04T10:00:00Z',
    last_sign_in_at: null,
    ...rest,
  };
}

export function auditEntry(rest: Partial<AuditEntry> = {}): AuditEntry {
  return {
    sequence: 1,
    occurred_at: '2026-03-04T10:00:00Z',
    action: 'account.login',
    actor: null,
    subject: null,
    resource: null,
    outcome: 'success',
    details: null,
    ip_address: null,
    correlation_id: null,
    ...rest,
  };
}
