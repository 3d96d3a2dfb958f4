using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.EmailChange;

/// <summary>All three from the link in the letter.</summary>
public sealed record ConfirmEmailChangeRequest(
    Guid UserId, [property: Required, EmailRules] string Email, [property: Required, StringLength(LinkTokens.LongestToken)] string Token);

internal static class ConfirmEmailChangeEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/confirm-email-change", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_ConfirmEmailChange")
            .WithSummary("Make an address the account's, with the link that was sent to it: a new one, or the old one whose owner takes the account back.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        ConfirmEmailChangeRequest request, EmailReplacement replacement, CancellationToken cancellationToken)
    {
        var email = Email.Clean(request.Email);
        var outcome = OneTimeSecret.Sha256Of(request.Token) is { } undo
            ? await replacement.UndoAsync(request.UserId, email, undo, cancellationToken)
            : await replacement.ConfirmAsync(request.UserId, email, request.Token, cancellationToken);
        return outcome switch
        {
            EmailReplacementOutcome.Done => TypedResults.NoContent(),
            // Whoever asks has shown that they read this address.
            EmailReplacementOutcome.Taken => HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "email-taken", "There is already an account with this email address. Sign in to it instead."),
            _ => Links.NotValid(),
        };
    }
}
