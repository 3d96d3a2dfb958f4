using Halcyon.Accounts.Profiles;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Accounts.HealthScreening;

/// <summary>Reads the screening and the profile together. Nothing is kept in memory: an answer counts from the moment it is given.</summary>
internal sealed class KnownHealthFlags(IFieldProtector protector) : IHealthFlags
{
    private const string Query =
        """
        select s.document, p.document from (select $1::uuid as user_id) me
        left join accounts.health_screenings s using (user_id) left join accounts.profiles p using (user_id)
        """;

    public NpgsqlBatchCommand Ask(UserId userId) =>
        new(Query) { Parameters = { new() { Value = userId.Value, NpgsqlDbType = NpgsqlDbType.Uuid } } };

    public ISealedHealthFlags Read(UserId userId, NpgsqlDataReader row) => new Sealed(
        protector, userId,
        Screening: row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0),
        Profile: row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1));

    private sealed record Sealed(IFieldProtector Protector, UserId UserId, byte[]? Screening, byte[]? Profile) : ISealedHealthFlags
    {
        public async Task<IReadOnlySet<string>> OpenAsync(CancellationToken cancellationToken)
        {
            var screening = Screening is null ? null
                : await Protector.UnprotectJsonAsync<ScreeningDocument>(UserId, StoredScreening.Purpose, Screening, cancellationToken);
            var profile = Profile is null ? null
                : await Protector.UnprotectJsonAsync<Profile>(UserId, StoredProfile.Purpose, Profile, cancellationToken);
            return HealthFlagRules.Of(screening, profile);
        }
    }
}
