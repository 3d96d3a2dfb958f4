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
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.ExternalSignIn;

/// <param name="Provider">Its name here, or its host when it is no longer the configured one.</param>
/// <param name="Email">The address that it gave when the login was made.</param>
public sealed record ExternalLoginResponse(Guid Id, string Provider, string? Email, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

public sealed record ExternalLoginList(IReadOnlyList<ExternalLoginResponse> Items);

/// <param name="Password">To confirm that it is you. Leave out when the account has none.</param>
public sealed record UnlinkRequest([property: StringLength(256)] string? Password = null);

internal static class ListExternalLoginsEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapGet("/me/external-logins", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ExternalLogins")
            .WithSummary("The logins at OpenID Connect providers that open this account.");

    private static async Task<Ok<ExternalLoginList>> HandleAsync(
        Caller caller, AccountsDb db, HalcyonOptions options, CancellationToken cancellationToken)
    {
        var logins = await db.Set<ExternalLogin>().AsNoTracking()
            .Where(login => login.UserId == caller.UserId.Value).OrderBy(login => login.CreatedAt).ToListAsync(cancellationToken);
        return TypedResults.Ok(new ExternalLoginList(
            [.. logins.Select(login => new ExternalLoginResponse(login.Id, NameOf(login.Issuer, options), login.Email, login.CreatedAt, login.LastUsedAt))]));
    }

    private static string NameOf(string issuer, HalcyonOptions options) =>
        options.OpenIdConnect is { } provider && provider.Issuer == issuer ? provider.Name : new Uri(issuer).Host;
}

internal static class UnlinkEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapDelete("/me/external-logins/{id:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_Unlink")
            .WithSummary("Remove a login at a provider. The last way of signing in stays.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] UnlinkRequest? request, HttpContext http, Caller caller, AccountsDb db,
        Reauthentication reauthentication, WaysIn waysIn, SecurityLetters letters, IAuditLog audit, CancellationToken cancellationToken)
    {
        var own = db.Set<ExternalLogin>().Where(login => login.Id == id && login.UserId == caller.UserId.Value);
        if (!await own.AnyAsync(cancellationToken))
            return NotFound();
        if (await reauthentication.RefuseAsync(http, caller, request?.Password, cancellationToken) is { } refused)
            return refused;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ways = await waysIn.LockAndCountAsync(caller.UserId, cancellationToken);
        if (!await own.AnyAsync(cancellationToken))
            return NotFound();
        if (ways == 1)
            return WaysIn.IsLast();
        await own.ExecuteDeleteAsync(cancellationToken);
        await letters.QueueAsync(
            caller.UserId, "external_login_unlinked", "A way to sign in to your account was removed",
            "A login at a sign-in provider no longer opens your account.", cancellationToken);
        await audit.AppendAsync(
            db, new AuditEntry("account.external_login_unlinked", caller.UserId, caller.UserId, $"external_login/{id}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NotFound() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "external-login-not-found", "There is no such login on this account.");
}
