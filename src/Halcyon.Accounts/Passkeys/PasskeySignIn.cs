using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Passkeys;

/// <param name="Credential">The answer of `navigator.credentials.get`, in its JSON form.</param>
/// <param name="State">As it came with the options.</param>
public sealed record PasskeySignInRequest(
    JsonElement Credential,
    [property: Required, StringLength(8192)] string State,
    [property: RegularExpression(RefreshTransport.Pattern, ErrorMessage = RefreshTransport.PatternError)] string? RefreshTransport = null);

internal static class PasskeySignInEndpoint
{
    public static void Map(RouteGroupBuilder auth)
    {
        auth.MapPost("/passkeys/sign-in-options", OptionsAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_PasskeySignInOptions")
            .WithSummary("What a browser needs to sign in with a passkey. The same for everybody: the passkey says whose it is.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        auth.MapPost("/passkeys/sign-in", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_PasskeySignIn")
            .WithSummary("Sign in with a passkey. It is both factors: the device, and the finger, face or PIN that it asked for.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();
    }

    private static async Task<Results<Ok<PasskeyOptionsResponse>, ProblemHttpResult>> OptionsAsync(
        HttpContext http, RelyingParties parties, Ceremonies ceremonies)
    {
        if (parties.Of(http.Request) is not { } party)
        {
            return parties.NotHere();
        }

        var options = await ceremonies.Handler(party).MakeRequestOptionsAsync(user: null, http);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new PasskeyOptionsResponse(
            JsonSerializer.Deserialize<JsonElement>(options.RequestOptionsJson), ceremonies.Seal(party, owner: null, options.AssertionState!)));
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> HandleAsync(
        PasskeySignInRequest request, HttpContext http, AccountsDb db, RelyingParties parties, Ceremonies ceremonies, SessionStarter sessions,
        SignInRecord record, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ceremonies.OpenAsync(request.State, owner: null, cancellationToken) is not { } ceremony
            || parties.Find(ceremony.Origin) is not { } party)
        {
            return PasskeyProblems.Expired(StatusCodes.Status401Unauthorized);
        }

        var assertion = await ceremonies.Handler(party).PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http,
            CredentialJson = request.Credential.ToJson(),
            AssertionState = ceremony.Inner,
        });
        if (!assertion.Succeeded)
        {
            return await RefusedAsync(record, null, cancellationToken);
        }

        var account = assertion.User;
        if (account.DisabledAt is not null)
        {
            await record.RefusedAsync(SignInOutcome.Disabled, account.UserId, cancellationToken);
            return LoginEndpoint.Disabled();
        }

        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await using (transaction)
        {
            if (await CountAsync(db, account, assertion.Passkey, clock.GetUtcNow(), cancellationToken))
            {
                var answer = await sessions.StartAsync(
                    http, account.UserId, account.ExpiresAt, request.RefreshTransport, new SignIn(SignInMethod.Passkey), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return TypedResults.Ok(answer);
            }
        }

        return await RefusedAsync(record, account.UserId, cancellationToken);
    }

    /// <returns>False when another answer of the same authenticator came first: one of the two is a copy.</returns>
    private static async Task<bool> CountAsync(
        AccountsDb db, Account account, UserPasskeyInfo used, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Set<Passkey>()
            .Where(passkey => passkey.UserId == account.Id && passkey.CredentialId == used.CredentialId)
            .Where(passkey => passkey.SignCount < used.SignCount || (passkey.SignCount == 0 && used.SignCount == 0))
            .ExecuteUpdateAsync(
                passkey => passkey
                    .SetProperty(p => p.SignCount, (long)used.SignCount)
                    .SetProperty(p => p.IsBackedUp, used.IsBackedUp)
                    .SetProperty(p => p.LastUsedAt, now),
                cancellationToken) == 1;

    private static async Task<ProblemHttpResult> RefusedAsync(SignInRecord record, UserId? owner, CancellationToken cancellationToken)
    {
        await record.RefusedAsync(SignInOutcome.WrongPasskey, owner, cancellationToken);
        return PasskeyProblems.Refused(StatusCodes.Status401Unauthorized, "This passkey was not accepted. Try again, or sign in another way.");
    }
}
