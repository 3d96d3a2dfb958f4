using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Mfa;

internal static class MfaProblems
{
    /// <param name="status">401 at sign-in; 403 where the access token is good and must not be refreshed.</param>
    public static ProblemHttpResult Required(int status) =>
        HalcyonProblem.Create(
            status, "mfa-required", "Enter the code that your authenticator app shows, or one of your recovery codes.",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["methods"] = new[] { SecondFactor.TotpMethod, SecondFactor.RecoveryMethod },
            });

    public static ProblemHttpResult Wrong(int status) =>
        HalcyonProblem.Create(status, "mfa-wrong", "This code is wrong or was already used. Wait for the next one, or use a recovery code.");

    public static ProblemHttpResult NotEnabled() =>
        HalcyonProblem.Create(StatusCodes.Status409Conflict, "mfa-not-enabled", "No authenticator app is set up for this account.");
}
