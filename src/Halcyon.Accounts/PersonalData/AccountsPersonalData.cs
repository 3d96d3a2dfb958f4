using System.Text.Json;
using Halcyon.Accounts.Consents;
using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Preferences;
using Halcyon.Accounts.Profiles;
using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.PersonalData;

/// <summary>What the accounts keep of a person: who they are, how they sign in, what they chose, agreed to and shared.</summary>
internal sealed class AccountsPersonalData(
    AccountsDb db, NpgsqlDataSource dataSource, ProfileStore profiles, ScreeningStore screenings, AccountsImport import) : IPersonalData
{
    /// <summary>Tables that are shown as they are. Secrets, hashes and other people's names are not selected.</summary>
    private static readonly (string Name, string Title, string Sql)[] Selections =
    [
        ("account", "Account",
            """
            select u.id, u.email, u.email_verified, u.display_name, u.is_guest, u.created_at, u.last_sign_in_at, u.disabled_at, u.expires_at, u.erase_after,
                array(select r.name from accounts.user_roles h join accounts.roles r on r.id = h.role_id where h.user_id = u.id order by 1) as roles
            from accounts.users u where u.id = $1
            """),
        ("consents", "Consents",
            "select id, purpose, version, granted, changed_at from accounts.consents where user_id = $1 order by changed_at, id"),
        ("sessions", "Sign-ins",
            """
            select id, device, host(ip_address) as ip_address, method, created_at, last_used_at, revoked_at, revoked_because
            from accounts.sessions where user_id = $1 order by created_at
            """),
        ("passkeys", "Passkeys",
            "select id, name, transports, is_backed_up, created_at, last_used_at from accounts.passkeys where user_id = $1 order by created_at"),
        ("authenticator", "Authenticator app",
            "select created_at, confirmed_at from accounts.totp where user_id = $1"),
        ("recovery_codes", "Recovery codes, without the codes",
            "select used_at from accounts.recovery_codes where user_id = $1 order by used_at"),
        ("external_logins", "Sign-ins through other providers",
            "select id, issuer, subject, email, created_at, last_used_at from accounts.external_logins where user_id = $1 order by created_at"),
        ("email_undos", "Earlier addresses that can be brought back",
            "select old_email, expires_at from accounts.email_undos where user_id = $1 order by expires_at"),
        ("invitations", "Invitations you sent",
            "select id, roles, created_at, expires_at from accounts.invitations where invited_by = $1 order by created_at"),
        ("therapist_shares", "What you share with therapists",
            """
            select id, therapist_email, check_ins, journals, interventions, summaries, recordings, granted_at, expires_at, accepted_at,
                ended_at, ended_because, last_accessed_at
            from accounts.therapist_shares where user_id = $1 order by granted_at
            """),
        ("therapist_accesses", "What therapists looked at",
            """
            select a.id, a.share_id, a.occurred_at, a.section, a.resource
            from accounts.therapist_accesses a join accounts.therapist_shares s on s.id = a.share_id where s.user_id = $1 order by a.occurred_at
            """),
        ("shared_with_you", "What clients share with you",
            "select id, granted_at, accepted_at, expires_at, ended_at, last_accessed_at from accounts.therapist_shares where therapist_id = $1 order by granted_at"),
        ("exports", "Exports",
            "select id, status, created_at, completed_at, expires_at, size_bytes from accounts.exports where user_id = $1 order by created_at"),
        ("imports", "Imports",
            "select id, status, error, created_at, completed_at, size_bytes from accounts.imports where user_id = $1 order by created_at"),
    ];

    public string Area => "accounts";

    public IReadOnlyList<string> Tables { get; } =
    [
        "accounts.users", "accounts.user_roles", "accounts.sessions", "accounts.profiles", "accounts.preferences",
        "accounts.health_screenings", "accounts.consents", "accounts.exports", "accounts.imports",
        "accounts.passkeys", "accounts.totp", "accounts.recovery_codes", "accounts.external_logins", "accounts.email_undos", "accounts.invitations",
        "accounts.therapist_shares", "accounts.therapist_accesses",
    ];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await WriteAsync(Selections[0], userId, export, cancellationToken);
        var profile = await profiles.FindAsync(userId, cancellationToken);
        await export.WriteRowsAsync("profile", "Profile", Rows(profile), cancellationToken);
        var preferences = await db.Set<StoredPreferences>().AsNoTracking().SingleOrDefaultAsync(p => p.UserId == userId.Value, cancellationToken);
        await export.WriteRowsAsync("preferences", "Preferences", Rows(preferences?.Values), cancellationToken);
        var screening = await screenings.FindAsync(userId, cancellationToken);
        var answers = screening is { } found ? new ScreeningRow(found.Document.Version, found.CompletedAt, found.Document.Answers) : null;
        await export.WriteRowsAsync("health_screening", "Answers to the health questions", Rows(answers), cancellationToken);
        foreach (var selection in Selections.Skip(1))
            await WriteAsync(selection, userId, export, cancellationToken);

        var account = await db.Users.AsNoTracking().SingleAsync(user => user.Id == userId.Value, cancellationToken);
        var consents = await db.Set<Consent>().AsNoTracking().Where(c => c.UserId == userId.Value).OrderBy(c => c.ChangedAt).ToListAsync(cancellationToken);
        foreach (var resource in AccountsFhir.Resources(account, profile, screening, consents))
            await export.WriteFhirAsync(JsonSerializer.SerializeToElement(resource), cancellationToken);
    }

    public Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken) =>
        import.RunAsync(userId, source, cancellationToken);

    /// <summary>All but the account's own row, which goes last of everything: while it is there, a failed erasure is tried again.</summary>
    public async Task EraseAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await EraseAsync(connection, userId, cancellationToken);
    }

    internal static async Task EraseAsync(NpgsqlConnection connection, UserId userId, CancellationToken cancellationToken)
    {
        var columns = await UserIdColumns.FindAsync(connection, cancellationToken);
        foreach (var (table, column, onDelete) in columns.Where(column => column.OnDelete is not null))
        {
            // What only names who did it (an invitation) stays, without the name. Table and column come from the catalogue.
            var sql = onDelete == "n" ? $"update {table} set {column} = null where {column} = $1" : $"delete from {table} where {column} = $1";
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = userId.Value } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private Task WriteAsync((string Name, string Title, string Sql) selection, UserId userId, IPersonalDataExport export, CancellationToken cancellationToken) =>
        export.WriteRowsAsync(selection.Name, selection.Title, JsonRows.ReadAsync(dataSource, selection.Sql, userId, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<T> Rows<T>(T? row)
        where T : class
    {
        await Task.CompletedTask;
        if (row is not null)
            yield return row;
    }
}

/// <summary>The answers as they are exported.</summary>
internal sealed record ScreeningRow(int Version, DateTimeOffset CompletedAt, ScreeningAnswers Answers);
