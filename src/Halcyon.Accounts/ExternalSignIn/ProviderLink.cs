using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.ExternalSignIn;

/// <param name="Password">Of the account here, to confirm that it is you. Leave out when the account has none.</param>
/// <param name="MfaCode">Where the account has an authenticator app: a login at a provider is a way round it.</param>
/// <param name="ReturnTo">A path of the web app to come back to; the settings when left out.</param>
public sealed record StartLinkRequest(
    [property: StringLength(256)] string? Password = null, [property: StringLength(64)] string? MfaCode = null,
    [property: StringLength(512)] string? ReturnTo = null);

/// <param name="Address">Where the browser goes to, at the provider.</param>
public sealed record StartLinkResponse(string Address);

internal static class StartLinkEndpoint
{
    private const string SettingsPage = "/settings/security";

    public static void Map(RouteGroupBuilder users) =>
        users.MapPost("/me/external-logins/start", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_StartExternalLogin")
            .WithSummary("Begin to link the account to a login at the OpenID Connect provider.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<StartLinkResponse>, ProblemHttpResult>> HandleAsync(
        StartLinkRequest? request, HttpContext http, Caller caller, AccountsDb db, HalcyonOptions options, Reauthentication reauthentication,
        ProviderDirectory directory, SignInStateCookie cookie, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (options.OpenIdConnect is null)
            return StartSignIn.NoProvider();
        if (await db.Users.AnyAsync(user => user.Id == caller.UserId.Value && user.IsGuest, cancellationToken))
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "guest-account", "A guest's account ends within a day. Open an account to link one.");
        if (await reauthentication.RefuseAsync(http, caller, request?.Password, request?.MfaCode, cancellationToken) is { } refused)
            return refused;
        if (await directory.AskAsync(cancellationToken) is not { } metadata)
            return HalcyonProblem.Create(StatusCodes.Status503ServiceUnavailable, SignInProblem.ProviderUnavailable, "The provider does not answer. Try again later.");

        var state = SignInState.New(LocalPath.Or(request?.ReturnTo, SettingsPage), clock.GetUtcNow()) with
        {
            LinkUserId = caller.UserId.Value,
            LinkSessionId = caller.SessionId,
        };
        cookie.Set(http, state);
        return TypedResults.Ok(new StartLinkResponse(StartSignIn.ProviderAddress(metadata, options, state)));
    }
}

/// <summary>Adds the login to the account that asked for it, if the session that asked is still there.</summary>
internal sealed class ProviderLink(AccountsDb db, SecurityLetters letters, IAuditLog audit, HalcyonOptions options, TimeProvider clock)
{
    /// <returns>The page of ours to go to.</returns>
    public async Task<string> FinishAsync(ExchangeOutcome outcome, SignInState started, CancellationToken cancellationToken)
    {
        var problem = outcome.Identity is { } identity ? await LinkAsync(identity, started, cancellationToken) : outcome.Problem;
        if (problem is null)
            return started.ReturnTo;

        var separator = started.ReturnTo.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{started.ReturnTo.Split('#')[0]}{separator}problem={Uri.EscapeDataString(SignInProblem.Type(problem))}";
    }

    private async Task<string?> LinkAsync(ExternalIdentity identity, SignInState started, CancellationToken cancellationToken)
    {
        var userId = started.LinkUserId!.Value;
        if (!await db.Sessions.AnyAsync(s => s.Id == started.LinkSessionId && s.UserId == userId && s.RevokedAt == null, cancellationToken))
            return SignInProblem.Interrupted;

        var owner = await db.Set<ExternalLogin>()
            .Where(login => login.Issuer == identity.Issuer && login.Subject == identity.Subject)
            .Select(login => (Guid?)login.UserId).SingleOrDefaultAsync(cancellationToken);
        if (owner is not null)
            return owner == userId ? null : SignInProblem.LoginTaken;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            var login = ExternalLogin.Of(identity, userId, clock.GetUtcNow());
            db.Add(login);
            await db.SaveChangesAsync(cancellationToken);
            await letters.QueueAsync(
                new(userId), "external_login_linked", "Another way to sign in to your account",
                $"Signing in at {options.OpenIdConnect!.Name} opens your account from now on.", cancellationToken);
            await audit.AppendAsync(
                db, new AuditEntry("account.external_login_linked", new(userId), new(userId), $"external_login/{login.Id}"), cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Linked in another window between our look and our write.
            return SignInProblem.LoginTaken;
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
