using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Letters;
using Halcyon.Accounts.PasswordChange;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Invitations;

/// <param name="Token">From the link in the letter.</param>
/// <param name="DisplayName">Leave out to take the name in the invitation.</param>
public sealed record AcceptInvitationRequest(
    [property: Required, StringLength(LinkTokens.LongestToken)] string Token,
    [property: Required, StringLength(PasswordLength.Maximum, MinimumLength = PasswordLength.Minimum, ErrorMessage = PasswordLength.Error)] string Password,
    [property: DisplayNameRules] string? DisplayName = null,
    [property: RegularExpression(RefreshTransport.Pattern, ErrorMessage = RefreshTransport.PatternError)] string? RefreshTransport = null);

internal static class AcceptInvitationEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/accept-invitation", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_AcceptInvitation")
            .WithSummary("Open the account that an invitation promises, and sign in. Works with registration closed, too.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<Created<TokenResponse>, ProblemHttpResult, ValidationProblem>> HandleAsync(
        AcceptInvitationRequest request, HttpContext http, AccountsDb db, AccountOpener opener, SessionStarter sessions,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sha256 = OneTimeSecret.Sha256Of(request.Token);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var invitation = await db.Set<Invitation>().AsNoTracking()
            .SingleOrDefaultAsync(i => i.TokenSha256 == sha256 && i.ExpiresAt > now, cancellationToken);
        // Whoever deletes it first has it; a refusal below rolls that back.
        if (sha256 is null || invitation is null
            || await db.Set<Invitation>().Where(i => i.TokenSha256 == sha256).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return Links.NotValid();
        }

        var account = Account.ForPerson(invitation.Email, DisplayName.Clean(request.DisplayName) ?? invitation.DisplayName, now);
        // The link came to the address.
        account.EmailConfirmed = true;
        var entry = new AuditEntry("account.registered", account.UserId, account.UserId, $"invitation/{invitation.Id}");
        var opened = await opener.OpenAsync(account, request.Password, invitation.Roles, entry, cancellationToken);
        if (opened.IsEmailTaken)
        {
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "email-taken", "There is already an account with this email address. Sign in instead.");
        }

        if (opened.PasswordErrors is [_, ..])
            return NewPassword.Refused("password", opened.PasswordErrors);

        var answer = await sessions.StartAsync(
            http, account.UserId, null, request.RefreshTransport, new SignIn(SignInMethod.Invitation), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created("/v1/users/me", answer);
    }
}
