using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.HealthScreening;

/// <summary>Every answer is null until the questions were answered.</summary>
/// <param name="Version">Of the questions as they are now.</param>
/// <param name="CompletedAt">Null until they were answered, and again when the questions have changed since.</param>
public sealed record ScreeningResponse(
    string? PhotosensitiveEpilepsyOrSeizures, string? FamilyHistoryOfEpilepsy, string? HeartCondition, string? PacemakerOrImplant,
    string? HearingCondition, string? MentalHealthCondition, string? PsychotropicMedication, string? Pregnancy, string? RecentHeadInjury,
    string? Notes, DateTimeOffset? CompletedAt, int Version)
{
    internal static ScreeningResponse From(ScreeningDocument? document, DateTimeOffset? completedAt)
    {
        var a = document?.Answers;
        return new ScreeningResponse(
            a?.PhotosensitiveEpilepsyOrSeizures, a?.FamilyHistoryOfEpilepsy, a?.HeartCondition, a?.PacemakerOrImplant,
            a?.HearingCondition, a?.MentalHealthCondition, a?.PsychotropicMedication, a?.Pregnancy, a?.RecentHeadInjury,
            a?.Notes, document?.Version == ScreeningForm.Version ? completedAt : null, ScreeningForm.Version);
    }
}

internal static class GetScreeningEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapGet("/me/health-screening", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_HealthScreening")
            .WithSummary("Your answers to the health questions; null until given. They are kept under a key of your own.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Ok<ScreeningResponse>> HandleAsync(Caller caller, ScreeningStore screenings, CancellationToken cancellationToken)
    {
        var found = await screenings.FindAsync(caller.UserId, cancellationToken);
        return TypedResults.Ok(ScreeningResponse.From(found?.Document, found?.CompletedAt));
    }
}
