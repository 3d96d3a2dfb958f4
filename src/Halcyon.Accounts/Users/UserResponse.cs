using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.Users;

/// <summary>An account as its owner sees it.</summary>
/// <param name="Email">Null for a guest.</param>
/// <param name="MfaEnabled">Whether signing in with the password asks for a code of an authenticator app too.</param>
/// <param name="EraseAfter">Null unless its owner asked for it to be erased; until then they can cancel.</param>
public sealed record UserResponse(
    Guid Id, string? Email, string? DisplayName, IReadOnlyList<string> Roles, bool IsGuest, DateTimeOffset CreatedAt,
    DateTimeOffset? EraseAfter, bool EmailVerified, bool MfaEnabled, bool HasPassword, int PasskeyCount);

internal static class UserResponses
{
    private const string Query =
        """
        select u.id, u.email, u.display_name,
               array(select r.name from accounts.user_roles held join accounts.roles r on r.id = held.role_id where held.user_id = u.id order by 1),
               u.is_guest, u.created_at, u.erase_after, u.email_verified,
               exists (select from accounts.totp totp where totp.user_id = u.id and totp.confirmed_at is not null),
               u.password_hash is not null,
               (select count(*)::int from accounts.passkeys passkey where passkey.user_id = u.id)
        from accounts.users u where u.id = $1
        """;

    /// <remarks>Plain SQL: every page begins with it, and the model's way to a list within a row costs more than all the rest.</remarks>
    public static async Task<UserResponse?> FindUserAsync(this AccountsDb db, Guid userId, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(Query, (NpgsqlConnection)db.Database.GetDbConnection());
            command.Parameters.Add(new() { Value = userId });
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static UserResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), Text(row, 1), Text(row, 2), row.GetFieldValue<string[]>(3), row.GetBoolean(4), row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.GetBoolean(7), row.GetBoolean(8), row.GetBoolean(9), row.GetInt32(10));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
