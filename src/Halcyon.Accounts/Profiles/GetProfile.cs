using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Profiles;

/// <param name="TimeZone">IANA name; UTC until another is chosen.</param>
public sealed record ProfileResponse(
    string? FirstName, string? LastName, DateOnly? DateOfBirth, string? AgeRange, string TimeZone, string? Pronouns,
    bool HasAdhd, bool HasAutismSpectrum, bool HasAnxiety, bool HasDepression,
    IReadOnlyList<string> OtherConditions, IReadOnlyList<string> MedicalConditions)
{
    internal static ProfileResponse From(Profile profile) => new(
        profile.FirstName, profile.LastName, profile.DateOfBirth, profile.AgeRange, profile.TimeZone, profile.Pronouns,
        profile.HasAdhd, profile.HasAutismSpectrum, profile.HasAnxiety, profile.HasDepression,
        profile.OtherConditions, profile.MedicalConditions);
}

internal static class GetProfileEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapGet("/me/profile", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_Profile")
            .WithSummary("Your own profile; empty until something is given. It is kept under a key of your own.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Ok<ProfileResponse>> HandleAsync(Caller caller, ProfileStore profiles, CancellationToken cancellationToken) =>
        TypedResults.Ok(ProfileResponse.From(await profiles.FindAsync(caller.UserId, cancellationToken) ?? new Profile()));
}
