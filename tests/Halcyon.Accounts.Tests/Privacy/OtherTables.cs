namespace Halcyon.Accounts.Tests.Privacy;

/// <summary>One row for each table that takes more than a call to fill. $1 is the person's id, $2 the address; both are in every statement.</summary>
internal static class OtherTables
{
    public static readonly string[] Inserts =
    [
        """
        insert into wellness.check_in_months (user_id, month, check_ins, mood_average, mood_lowest, mood_highest, energy_average)
        select $1::uuid, '2020-01-01', 3, 5.5, 4, 7, 5 where $2::text is not null
        """,
        "insert into wellness.notification_settings (user_id, by_email, by_push, updated_at) select $1::uuid, true, false, now() where $2::text is not null on conflict do nothing",
        "insert into wellness.insight_settings (user_id, hidden, updated_at) select $1::uuid, array['streak'], now() where $2::text is not null on conflict do nothing",
        "insert into wellness.weekly_due (user_id, due_at) select $1::uuid, now() + interval '1 year' where $2::text is not null on conflict do nothing",
        "insert into wellness.user_achievements (user_id, type, achieved_at, metadata) select $1::uuid, 'first_check_in', now(), '{}' where $2::text is not null on conflict do nothing",
        """
        insert into wellness.weekly_summaries (user_id, week_of, total_checkins, mood_trend, facts, narrative, source_stamp, computed_at)
        select $1::uuid, '2020-01-06', 0, 'not_enough_data', '{}', '', '', now() where $2::text is not null on conflict do nothing
        """,
        "insert into wellness.sensory_warnings (user_id) select $1::uuid where $2::text is not null on conflict do nothing",
        "insert into wellness.routine_due (user_id, due_at) select $1::uuid, now() + interval '1 year' where $2::text is not null on conflict do nothing",
        "insert into wellness.reminders (user_id, kind, due_at) select $1::uuid, 'marker', now() + interval '1 year' where $2::text is not null",
        """
        insert into wellness.notifications (id, user_id, kind, occasion, created_at, deliver_at, useful_until, status)
        select gen_random_uuid(), $1::uuid, 'marker', 'once', now(), now() + interval '1 year', now() + interval '2 years', 'waiting' where $2::text is not null
        """,
        """
        insert into wellness.push_subscriptions (id, user_id, endpoint_hash, subscription, created_at)
        select gen_random_uuid(), $1::uuid, sha256(convert_to($2::text, 'UTF8')), decode('00', 'hex'), now()
        """,
        """
        insert into accounts.imports (id, user_id, status, created_at, completed_at, size_bytes)
        select gen_random_uuid(), $1::uuid, 'completed', now(), now(), 1 where $2::text is not null
        """,
        """
        insert into accounts.email_undos (id, user_id, token_sha256, old_email, expires_at)
        select gen_random_uuid(), $1::uuid, sha256(convert_to('undo ' || $2::text, 'UTF8')), 'old-' || $2::text, now() + interval '1 day'
        """,
        """
        insert into accounts.invitations (id, email, normalized_email, roles, token_sha256, invited_by, created_at, expires_at)
        select gen_random_uuid(), 'guest@example.org', upper(md5($2::text)) || '@EXAMPLE.ORG', array['person'], sha256(convert_to($2::text, 'UTF8')), $1::uuid, now(),
            now() + interval '1 day'
        """,
        """
        insert into accounts.external_logins (id, user_id, issuer, subject, email, created_at)
        select gen_random_uuid(), $1::uuid, 'https://login.example', 'subject of ' || $2::text, $2::text, now()
        """,
        """
        with share as (
            insert into accounts.therapist_shares
                (id, user_id, therapist_email, normalized_email, check_ins, journals, interventions, summaries, recordings, granted_at)
            select gen_random_uuid(), $1::uuid, 'therapist@example.org', 'THERAPIST@EXAMPLE.ORG', true, false, true, true, false, now()
            where $2::text is not null
            returning id)
        insert into accounts.therapist_accesses (id, share_id, occurred_at, section) select gen_random_uuid(), id, now(), 'summaries' from share
        """,
        """
        insert into accounts.passkeys (id, user_id, credential_id, name, public_key, sign_count, transports, is_backup_eligible, is_backed_up, created_at)
        select gen_random_uuid(), $1::uuid, convert_to($2::text, 'UTF8'), 'Phone of ' || $2::text, 'k', 0, array['internal'], true, true, now()
        """,
        "insert into accounts.totp (user_id, secret, created_at) select $1::uuid, 's', now() where $2::text is not null",
        "insert into accounts.recovery_codes (user_id, code_sha256) select $1::uuid, sha256(convert_to($2::text, 'UTF8'))",
        // Somebody else shares with this person.
        """
        insert into accounts.therapist_shares
            (id, user_id, therapist_email, normalized_email, therapist_id, check_ins, journals, interventions, summaries, recordings, granted_at, accepted_at)
        select gen_random_uuid(), other.id, $2::text, upper($2::text), $1::uuid, true, false, true, true, false, now(), now()
        from accounts.users other where other.email = 'admin@localhost'
        """,
    ];
}
