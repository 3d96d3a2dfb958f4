using Halcyon.Platform.Hosting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Letters;

/// <summary>The links in letters. What they prove stands behind `#`, which a browser sends to no server.</summary>
internal sealed class Links(HalcyonOptions options)
{
    public string Home => options.PublicUrl;

    public string VerifyEmail(Guid userId, string token) => $"{Home}/verify-email#user={userId}&token={token}";

    public string ResetPassword(Guid userId, string token) => $"{Home}/reset-password#user={userId}&token={token}";

    public string ConfirmEmailChange(Guid userId, string email, string token) =>
        $"{Home}/confirm-email-change#user={userId}&email={Uri.EscapeDataString(email)}&token={token}";

    public string AcceptInvitation(string token) => $"{Home}/accept-invitation#token={token}";

    /// <summary>One answer for a link that is old, used, altered or for nobody.</summary>
    public static ProblemHttpResult NotValid() =>
        HalcyonProblem.Create(
            StatusCodes.Status400BadRequest, "link-invalid", "This link does not work any more: it was used, or it is too old. Ask for a new one.");
}
