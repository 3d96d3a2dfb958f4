using System.Globalization;
using Halcyon.Accounts.Administration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Erasure;

/// <param name="Password">Needed when the account has one.</param>
public sealed record RequestErasureRequest(string? Password = null);

/// <param name="EraseAfter">Until then it can be cancelled; from then on everything is erased.</param>
public sealed record ErasureResponse(DateTimeOffset EraseAfter);

/// <summary>Asks for the account to be erased. Whoever asked stays signed in here, to change their mind; every other session ends.</summary>
internal static class RequestErasureEndpoint
{
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    public static void Map(RouteGroupBuilder v1) =>
        v1.MapDelete("/delete-account", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Privacy_RequestErasure")
            .WithSummary("Erase your account with all it holds in seven days. Until then sign in and cancel to keep it.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Accepted<ErasureResponse>, ProblemHttpResult>> HandleAsync(
        [FromBody] RequestErasureRequest? request, HttpContext http, Caller caller, AccountsDb db, Reauthentication reauthentication,
        Revocation revocation, IMailer mailer, IAuditLog audit, HalcyonOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await reauthentication.RefuseAsync(http, caller, request?.Password, cancellationToken) is { } refused)
            return refused;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LastAdministrator.LockAsync(db, cancellationToken);
        var account = await db.Users.FromSql($"select * from accounts.users where id = {caller.UserId.Value} for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (account is null)
            return GetMeEndpoint.AccountGone();

        if (account.EraseAfter is null)
        {
            var latest = clock.GetUtcNow() + Grace;
            account.EraseAfter = account.ExpiresAt < latest ? account.ExpiresAt : latest;
            await db.SaveChangesAsync(cancellationToken);
            if (caller.Roles.Contains(Roles.Administrator) && await LastAdministrator.IsGoneAsync(db, cancellationToken))
                return LastAdministrator.Problem();
            if (account.Email is { } email)
                await mailer.QueueAsync(db, Letter(email, account.EraseAfter.Value, options), cancellationToken);
            await revocation.RevokeAllAsync(caller.UserId, except: caller.SessionId, RevocationReason.Erasure, cancellationToken);
            await audit.AppendAsync(db, new AuditEntry("account.erasure_requested", caller.UserId, caller.UserId), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Accepted((string?)null, new ErasureResponse(account.EraseAfter.Value));
    }

    private static Letter Letter(string email, DateTimeOffset eraseAfter, HalcyonOptions options) => new(
        email, "erasure_requested", "Your Halcyon account will be erased",
        $"""
        You asked to erase your Halcyon account with everything it holds.

        It is erased after {eraseAfter.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC. Until then nothing is lost.
        To keep it, sign in at {options.PublicUrl}/ and cancel in the settings.

        If this was not you, sign in, cancel, and change your password.
        """);
}
