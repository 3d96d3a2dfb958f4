using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Insights;

/// <param name="Sections">All that are to be hidden; the others are shown.</param>
public sealed record HiddenInsights([Required, KnownSections] IReadOnlyList<string> Sections);

/// <summary>Only sections of <see cref="InsightSections.All"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class KnownSectionsAttribute() : ValidationAttribute($"Give any of {string.Join(", ", InsightSections.All)}.")
{
    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyList<string> sections && sections.All(section => InsightSections.All.Contains(section, StringComparer.Ordinal)));
}

internal static class HideInsights
{
    public static void Map(RouteGroupBuilder insights)
    {
        insights.MapGet("/hidden", FindAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Insights_Hidden")
            .WithSummary("The sections of your insights that you hide.");
        insights.MapPut("/hidden", HideAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Insights_Hide")
            .WithSummary("Hides these sections and shows all others. Nothing is lost: shown again, they are as they were.")
            .ProducesValidationProblem();
    }

    private static async Task<Ok<HiddenInsights>> FindAsync(Caller caller, WellnessDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new HiddenInsights(await OfAsync(db, caller.UserId, cancellationToken)));

    private static async Task<Ok<HiddenInsights>> HideAsync(
        HiddenInsights request, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        string[] sections = [.. InsightSections.All.Where(section => request.Sections.Contains(section, StringComparer.Ordinal))];
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.insight_settings (user_id, hidden, updated_at) values ({caller.UserId.Value}, {sections}, {clock.GetUtcNow()})
            on conflict (user_id) do update set hidden = excluded.hidden, updated_at = excluded.updated_at
            """, cancellationToken);
        return TypedResults.Ok(new HiddenInsights(sections));
    }

    public static async Task<string[]> OfAsync(WellnessDb db, UserId userId, CancellationToken cancellationToken) =>
        await db.Set<InsightSettings>().Where(settings => settings.UserId == userId).Select(settings => settings.Hidden)
            .SingleOrDefaultAsync(cancellationToken) ?? [];
}
