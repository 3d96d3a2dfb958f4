using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Consents;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sharing;

/// <param name="Scopes">Leave out for the defaults: check-ins, interventions and summaries.</param>
/// <param name="ExpiresAt">Leave out to share until it is revoked.</param>
/// <param name="ConsentVersion">Of the text of `therapist_sharing` that was on the screen; not needed once consent was given to it.</param>
public sealed record InviteTherapistRequest(
    [property: Required, EmailRules] string TherapistEmail,
    ShareScopes? Scopes = null,
    DateTimeOffset? ExpiresAt = null,
    int? ConsentVersion = null);

internal static class InviteTherapistEndpoint
{
    public static void Map(RouteGroupBuilder sharing) =>
        sharing.MapPost("/therapists", HandleAsync)
            .Allow(AccessPolicy.SignedInWithNames)
            .WithName("Sharing_Invite")
            .WithSummary("Invite a therapist by email address to see chosen parts of yours. Nothing is shown before they accept.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Created<TherapistShareResponse>, ProblemHttpResult, ValidationProblem>> HandleAsync(
        InviteTherapistRequest request, HttpContext http, Caller caller, AccountsDb db, TherapistInvitations invitations, ILookupNormalizer normalizer,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now)
            return Invalid("expires_at", "Give a time to come, or leave it out.");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Invitations of one person take turns, so that the limits hold for many sent at once.
        var client = (await db.Users.FromSql($"select * from accounts.users where id = {caller.UserId.Value} for update").AsNoTracking()
            .ToListAsync(cancellationToken)).SingleOrDefault();
        if (client is null)
            return GetMeEndpoint.AccountGone();
        if (client is not { Email: not null, EmailConfirmed: true })
            return SharingRules.AddressNotVerified();

        var email = Email.Clean(request.TherapistEmail);
        var normalized = normalizer.NormalizeEmail(email);
        if (normalized == client.NormalizedEmail)
            return Invalid("therapist_email", "That is your own address.");
        if (await invitations.RefuseAsync(http, client, normalized, request.ConsentVersion, now, cancellationToken) is { } refused)
            return refused;

        var share = new TherapistShare
        {
            Id = Guid.CreateVersion7(now),
            UserId = client.Id,
            TherapistEmail = email,
            NormalizedEmail = normalized,
            GrantedAt = now,
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
            Scopes = request.Scopes ?? new ShareScopes(),
        };
        await invitations.SendAsync(client, share, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/v1/sharing/therapists/{share.Id}", TherapistShareResponse.From(share, now));
    }

    private static ValidationProblem Invalid(string field, string why) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [why] });
}

/// <summary>What has to hold before a therapist is invited, and the letter that does it.</summary>
internal sealed class TherapistInvitations(AccountsDb db, ConsentLedger consents, IMailer mailer, IAuditLog audit, HalcyonOptions options)
{
    /// <returns>Null when the invitation may go out.</returns>
    public async Task<ProblemHttpResult?> RefuseAsync(
        HttpContext http, Account client, string normalizedEmail, int? consentVersion, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = ConsentTexts.Find(ConsentPurpose.TherapistSharing)!;
        if (consentVersion is { } seen && seen != text.Version)
            return DecideConsentEndpoint.Outdated(text);
        if (consentVersion is null && !await consents.IsGrantedAsync(client.UserId, text.Purpose, cancellationToken))
            return SharingRules.ConsentNeeded(text.Version);

        var shares = db.Set<TherapistShare>();
        await shares.Where(share => share.UserId == client.Id && share.EndedAt == null && share.ExpiresAt <= now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(share => share.EndedAt, now).SetProperty(share => share.EndedBecause, ShareStatus.Expired), cancellationToken);
        var open = await shares.Where(share => share.UserId == client.Id && share.EndedAt == null)
            .Select(share => share.NormalizedEmail).ToListAsync(cancellationToken);
        if (open.Contains(normalizedEmail))
            return SharingRules.AlreadyShared();

        var since = now - SharingRules.Day;
        var sent = await shares.CountAsync(share => share.UserId == client.Id && share.GrantedAt > since, cancellationToken);
        var received = await shares.CountAsync(share => share.NormalizedEmail == normalizedEmail && share.GrantedAt > since, cancellationToken);
        return open.Count >= SharingRules.MostOpen || sent >= SharingRules.MostADay || received >= SharingRules.MostToOneAddressADay
            ? SharingRules.TooMany(http)
            : null;
    }

    /// <summary>In the open transaction, last before the commit.</summary>
    public async Task SendAsync(Account client, TherapistShare share, CancellationToken cancellationToken)
    {
        db.Add(share);
        await db.SaveChangesAsync(cancellationToken);
        await mailer.QueueAsync(db, Letter(client, share), cancellationToken);
        await consents.DecideAsync(client.UserId, ConsentTexts.Find(ConsentPurpose.TherapistSharing)!, granted: true, cancellationToken);
        await audit.AppendAsync(
            db, new AuditEntry("sharing.invited", client.UserId, client.UserId, $"share/{share.Id}", Details: ShareAudit.Facts(share)), cancellationToken);
    }

    /// <remarks>Nothing that the sender can word freely but the name of their account: the letter is no way to write to strangers.</remarks>
    private Letter Letter(Account client, TherapistShare share)
    {
        var who = client.DisplayName is { } name ? $"{name} ({client.Email})" : client.Email!;
        return new Letter(
            share.TherapistEmail,
            "therapist_invitation",
            "Somebody invites you to see what they share on Halcyon",
            $"""
            {who} would like to share parts of what they keep on Halcyon with you as their therapist.

            Sign in, or open an account, with this email address and accept the invitation:

            {options.PublicUrl}/clients

            Nothing is shared until you accept. If you do not know this person, decline, or do nothing.
            """);
    }
}

internal static class ShareAudit
{
    /// <summary>Sealed under the client's key, as all details about them are.</summary>
    public static Dictionary<string, string> Facts(TherapistShare share)
    {
        var granted = new (string Name, bool IsGranted)[]
        {
            ("check_ins", share.CheckIns), ("journals", share.Journals), ("interventions", share.Interventions),
            ("summaries", share.Summaries), ("recordings", share.Recordings),
        };
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["therapist"] = share.TherapistEmail,
            ["scopes"] = string.Join(' ', granted.Where(scope => scope.IsGranted).Select(scope => scope.Name)),
            ["expires_at"] = share.ExpiresAt?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "never",
        };
    }
}
