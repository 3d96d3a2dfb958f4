using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Insights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Halcyon.Wellness.Autism.Masking;

/// <param name="Entries">How many of the last 365 days it goes by.</param>
/// <param name="Method">How it was worked out, in a few words.</param>
public sealed record MaskingSummary(
    int Entries, int Days, IReadOnlyList<MaskingAt> Places, IReadOnlyList<MaskingAt> Companies, MaskingEnergy EnergyAfterwards, string Method);

internal static class GetMaskingSummary
{
    private const int DaysBack = 365;

    private static readonly string Method = Words.Of(
        $"From the last {DaysBack} days; each day counts once. Energy afterwards is that of the first check-in half an hour to 24 hours later. The difference is by Welch's test.");

    private const string Sql =
        """
        with entry as (
            select occurred_at, level, place, company from wellness.masking_moments where user_id = $1 and occurred_at >= $2 and deleted_at is null
            union all
            select occurred_at, masking_level, location, social from wellness.check_ins
            where user_id = $1 and occurred_at >= $2 and deleted_at is null and masking_level is not null)
        select occurred_at, level::int, place, company,
            (select c.energy_level::int from wellness.check_ins c
                where c.user_id = $1 and c.occurred_at >= entry.occurred_at + $3 and c.occurred_at <= entry.occurred_at + $4 and c.time_known and c.deleted_at is null
                order by c.occurred_at limit 1)
        from entry order by occurred_at
        """;

    public static void Map(RouteGroupBuilder masking) =>
        masking.MapGet("/summary", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Masking_Summary")
            .WithSummary("Where and with whom you mask how much, and what energy follows, each with its numbers and how sure they are.");

    private static async Task<Ok<MaskingSummary>> HandleAsync(
        Caller caller, NpgsqlDataSource dataSource, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        await using var command = dataSource.CreateCommand(Sql);
        foreach (var value in new object[] { caller.UserId.Value, clock.GetUtcNow().AddDays(-DaysBack), SummariseMasking.FirstAfter, SummariseMasking.LastAfter })
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var moments = new List<MaskedMoment>();
        while (await reader.ReadAsync(cancellationToken))
        {
            moments.Add(new(
                days.DayOf(reader.GetFieldValue<DateTimeOffset>(0)), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetFieldValue<int?>(4)));
        }

        return TypedResults.Ok(new MaskingSummary(
            moments.Count, moments.Select(moment => moment.Day).Distinct().Count(), SummariseMasking.Places(moments),
            SummariseMasking.Companies(moments), SummariseMasking.Energy(moments), Method));
    }
}
