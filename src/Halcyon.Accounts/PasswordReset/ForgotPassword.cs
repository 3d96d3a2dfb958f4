using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.PasswordReset;

public sealed record ForgotPasswordRequest([property: Required, EmailRules] string Email);

internal static class ForgotPasswordEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/forgot-password", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_ForgotPassword")
            .WithSummary("Ask for a link to a new password by mail. The answer is the same whether or not the address has an account.")
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    /// <remarks>
    /// Whether the address is known is not even looked up here: the request is put aside, and who takes it up answers nobody.
    /// So neither wording nor timing can tell.
    /// </remarks>
    private static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        ForgotPasswordRequest request, HttpContext http, AccountsDb db, ILookupNormalizer normalizer, ISystemProtector protector,
        IOutbox outbox, LetterLimit limit, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (!limit.AllowsCaller(http.Connection.RemoteIpAddress))
            return LetterLimit.Problem(http);

        var email = normalizer.NormalizeEmail(Email.Clean(request.Email));
        if (limit.AllowsAddress(email))
        {
            var secret = protector.Protect(PasswordResetRequested.Purpose, Encoding.UTF8.GetBytes(email));
            var asked = new PasswordResetRequested(Guid.CreateVersion7(), Convert.ToBase64String(secret));
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await outbox.PublishAsync(db, asked, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await audit.AppendAsync(db, new AuditEntry("account.password_reset_requested", null, null, asked.Resource), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }
}

/// <param name="ProtectedEmail">The normalised address under the master key, base64: the queue holds nothing to read.</param>
internal sealed record PasswordResetRequested(Guid RequestId, string ProtectedEmail) : IDomainEvent
{
    public const string Purpose = "password_reset.email";

    public static string EventName => "account.password_reset_requested";

    /// <summary>What joins the request, which knows the caller's address, and the letter, which knows the account.</summary>
    public string Resource => $"password_reset/{RequestId}";
}

internal sealed class SendPasswordReset(AccountsDb db, ResetLetter letter, ISystemProtector protector, IAuditLog audit) : IHandle<PasswordResetRequested>
{
    public async Task HandleAsync(Guid eventId, PasswordResetRequested domainEvent, CancellationToken cancellationToken)
    {
        var email = Encoding.UTF8.GetString(
            protector.Unprotect(PasswordResetRequested.Purpose, Convert.FromBase64String(domainEvent.ProtectedEmail)));
        var account = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(user => user.NormalizedEmail == email && user.DisabledAt == null, cancellationToken);
        if (account is null)
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await letter.QueueAsync(account, cancellationToken);
        await audit.AppendAsync(
            db, new AuditEntry("account.password_reset_sent", null, account.UserId, domainEvent.Resource), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
