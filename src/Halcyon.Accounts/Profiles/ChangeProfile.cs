using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Profiles;

/// <summary>What is left out or null stays as it is; blank text or an empty list removes it.</summary>
/// <param name="DateOfBirth">yyyy-MM-dd.</param>
/// <param name="AgeRange">under-18, 18-24, 25-34, 35-44, 45-54, 55-64 or 65+.</param>
/// <param name="TimeZone">IANA name, e.g. Europe/Zurich.</param>
/// <param name="OtherConditions">In the person's own words.</param>
public sealed record ChangeProfileRequest(
    [property: OneLineRules(ProfileRules.LongestName)] string? FirstName = null,
    [property: OneLineRules(ProfileRules.LongestName)] string? LastName = null,
    [property: DateOfBirthRules] string? DateOfBirth = null,
    [property: AgeRangeRules] string? AgeRange = null,
    [property: TimeZoneRules] string? TimeZone = null,
    [property: OneLineRules(ProfileRules.LongestPronouns)] string? Pronouns = null,
    bool? HasAdhd = null,
    bool? HasAutismSpectrum = null,
    bool? HasAnxiety = null,
    bool? HasDepression = null,
    [property: ConditionListRules] IReadOnlyList<string>? OtherConditions = null,
    [property: ConditionListRules] IReadOnlyList<string>? MedicalConditions = null)
{
    internal Profile ApplyTo(Profile profile) => profile with
    {
        FirstName = Text(FirstName, profile.FirstName),
        LastName = Text(LastName, profile.LastName),
        DateOfBirth = DateOfBirth is null ? profile.DateOfBirth : ProfileRules.ReadDate(DateOfBirth),
        AgeRange = Text(AgeRange, profile.AgeRange),
        TimeZone = Text(TimeZone, profile.TimeZone) ?? ProfileRules.DefaultTimeZone,
        Pronouns = Text(Pronouns, profile.Pronouns),
        HasAdhd = HasAdhd ?? profile.HasAdhd,
        HasAutismSpectrum = HasAutismSpectrum ?? profile.HasAutismSpectrum,
        HasAnxiety = HasAnxiety ?? profile.HasAnxiety,
        HasDepression = HasDepression ?? profile.HasDepression,
        OtherConditions = Entries(OtherConditions, profile.OtherConditions),
        MedicalConditions = Entries(MedicalConditions, profile.MedicalConditions),
    };

    private static string? Text(string? given, string? kept) =>
        given is null ? kept : DisplayName.Clean(given, ProfileRules.LongestName);

    private static IReadOnlyList<string> Entries(IReadOnlyList<string>? given, IReadOnlyList<string> kept) =>
        given is null ? kept : [.. given.Select(entry => entry.Trim().Normalize()).Distinct(StringComparer.Ordinal)];
}

internal static class ChangeProfileEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPatch("/me/profile", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ChangeProfile")
            .WithSummary("Change what is given of your own profile. Blank text removes a value.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<ProfileResponse>, ProblemHttpResult>> HandleAsync(
        ChangeProfileRequest request, Caller caller, AccountsDb db, ProfileStore profiles, IAuditLog audit, CancellationToken cancellationToken)
    {
        await profiles.PrepareAsync(caller.UserId, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.LockAccountAsync(caller.UserId, cancellationToken))
            return GetMeEndpoint.AccountGone();

        var profile = await profiles.ChangeAsync(caller.UserId, request.ApplyTo, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("profile.changed", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ProfileResponse.From(profile));
    }
}
