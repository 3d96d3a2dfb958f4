using Halcyon.Accounts.Profiles;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Npgsql;

namespace Halcyon.Accounts.HealthScreening;

/// <summary>Reads the screening and the profile in one round trip. Nothing is kept in memory: an answer counts from the moment it is given.</summary>
internal sealed class KnownHealthFlags(NpgsqlDataSource dataSource, IFieldProtector protector) : IHealthFlags
{
    private const string Query =
        """
        select s.document, p.document from (select $1::uuid as user_id) me
        left join accounts.health_screenings s using (user_id) left join accounts.profiles p using (user_id)
        """;

    public async Task<IReadOnlySet<string>> FindAsync(UserId userId, CancellationToken cancellationToken)
    {
        byte[]? sealedScreening, sealedProfile;
        await using (var command = dataSource.CreateCommand(Query))
        {
            command.Parameters.Add(new() { Value = userId.Value });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            sealedScreening = await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetFieldValue<byte[]>(0);
            sealedProfile = await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetFieldValue<byte[]>(1);
        }

        var screening = sealedScreening is null ? null
            : await protector.UnprotectJsonAsync<ScreeningDocument>(userId, StoredScreening.Purpose, sealedScreening, cancellationToken);
        var profile = sealedProfile is null ? null
            : await protector.UnprotectJsonAsync<Profile>(userId, StoredProfile.Purpose, sealedProfile, cancellationToken);
        return HealthFlagRules.Of(screening, profile);
    }
}
