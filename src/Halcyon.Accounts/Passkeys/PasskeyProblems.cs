using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Passkeys;

internal static class PasskeyProblems
{
    public static ProblemHttpResult Expired(int status) =>
        HalcyonProblem.Create(status, "passkey-expired", "This took longer than five minutes or was already used. Try again.");

    public static ProblemHttpResult Refused(int status, string title) => HalcyonProblem.Create(status, "passkey-refused", title);

    public static ProblemHttpResult NotFound() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "passkey-not-found", "Your account has no such passkey, or no longer.");
}
