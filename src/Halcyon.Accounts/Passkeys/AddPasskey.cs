using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.Passkeys;

/// <param name="Credential">The answer of `navigator.credentials.create`, in its JSON form.</param>
/// <param name="State">As it came with the options.</param>
/// <param name="Name">What you will know it by, e.g. "My telephone".</param>
public sealed record AddPasskeyRequest(
    JsonElement Credential,
    [property: Required, StringLength(8192)] string State,
    [property: Required, DisplayNameRules] string Name);

internal static class AddPasskeyEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/passkeys", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_AddPasskey")
            .WithSummary("Add the passkey that the browser made.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesValidationProblem();

    private static async Task<Results<Created<PasskeyResponse>, ProblemHttpResult>> HandleAsync(
        AddPasskeyRequest request, HttpContext http, Caller caller, AccountsDb db, RelyingParties parties, Ceremonies ceremonies,
        SecurityLetters letters, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ceremonies.OpenAsync(request.State, caller.UserId, cancellationToken) is not { } ceremony
            || parties.Find(ceremony.Origin) is not { } party)
        {
            return PasskeyProblems.Expired(StatusCodes.Status400BadRequest);
        }

        var attestation = await ceremonies.Handler(party).PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http,
            CredentialJson = request.Credential.ToJson(),
            AttestationState = ceremony.Inner,
        });
        if (!attestation.Succeeded || attestation.UserEntity.Id != caller.UserId.ToString())
        {
            return Refused();
        }

        var passkey = Describe(attestation.Passkey, caller.UserId, DisplayName.Clean(request.Name) ?? "Passkey", clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Set<Passkey>().Add(passkey);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Added by another request between Identity's look and our write.
            return Refused();
        }

        await letters.QueueAsync(
            caller.UserId, "passkey_added", "A passkey was added to your account",
            $"The passkey \"{passkey.Name}\" was added. Whoever holds it can sign in without your password.", cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.passkey_added", caller.UserId, caller.UserId, $"passkey/{passkey.Id}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created("/v1/auth/passkeys", new PasskeyResponse(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt));
    }

    private static Passkey Describe(UserPasskeyInfo made, UserId owner, string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = owner.Value,
        CredentialId = made.CredentialId,
        Name = name,
        PublicKey = made.PublicKey,
        SignCount = made.SignCount,
        Transports = made.Transports ?? [],
        IsBackupEligible = made.IsBackupEligible,
        IsBackedUp = made.IsBackedUp,
        CreatedAt = now,
    };

    private static ProblemHttpResult Refused() =>
        PasskeyProblems.Refused(StatusCodes.Status400BadRequest, "This passkey could not be added. It may already belong to an account; otherwise try again.");
}

internal static class CredentialJson
{
    /// <returns>What the browser sent, or an empty object, which no verification accepts.</returns>
    public static string ToJson(this JsonElement credential) =>
        credential.ValueKind == JsonValueKind.Object ? credential.GetRawText() : "{}";
}
