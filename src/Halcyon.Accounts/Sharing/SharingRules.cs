using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Sharing;

/// <summary>The limits and the refusals of sharing.</summary>
internal static class SharingRules
{
    /// <summary>Open shares of one person.</summary>
    public const int MostOpen = 20;

    /// <summary>Invitations that one person sends in a day.</summary>
    public const int MostADay = 5;

    /// <summary>Letters that one address gets in a day, from whomever: nobody is flooded through us.</summary>
    public const int MostToOneAddressADay = 3;

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static ProblemHttpResult NotFound() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "share-not-found", "There is no such share among yours.");

    public static ProblemHttpResult AddressNotVerified() => HalcyonProblem.Create(
        StatusCodes.Status403Forbidden, "email-not-verified", "Verify your own email address first: the letter to your therapist carries your name.");

    public static ProblemHttpResult AlreadyShared() => HalcyonProblem.Create(
        StatusCodes.Status409Conflict, "already-shared", "You share with this therapist already. Change that share, or revoke it first.");

    public static ProblemHttpResult ConsentNeeded(int version) => HalcyonProblem.Create(
        StatusCodes.Status409Conflict, "consent-needed", "Sharing needs your consent. Read the text, then send its version as consent_version.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["version"] = version });

    public static ProblemHttpResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Day.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return HalcyonProblem.Create(
            StatusCodes.Status429TooManyRequests, "too-many-invitations", "That are many invitations for one day. Go on tomorrow.");
    }
}
