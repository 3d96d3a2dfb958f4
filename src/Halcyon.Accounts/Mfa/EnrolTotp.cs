using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace Halcyon.Accounts.Mfa;

public sealed record EnrolTotpRequest(
    [property: Required, StringLength(PasswordLength.Maximum, ErrorMessage = PasswordLength.TooLongError)] string Password);

/// <summary>What an authenticator app needs, shown once.</summary>
/// <param name="Secret">Base32, to type where no camera is.</param>
/// <param name="QrSvg">The otpauth_uri as a picture: black on white, so that it can be read in a dark theme too.</param>
public sealed record TotpEnrolmentResponse(string Secret, string OtpauthUri, string QrSvg);

internal static class EnrolTotpEndpoint
{
    private const string Issuer = "Halcyon";
    private const int PixelsPerModule = 6;

    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/mfa/totp", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_EnrolTotp")
            .WithSummary("Begin to set up an authenticator app. Nothing changes before its first code is confirmed.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<TotpEnrolmentResponse>, ProblemHttpResult>> HandleAsync(
        EnrolTotpRequest request, HttpContext http, Caller caller, AccountsDb db, Reauthentication reauthentication, IFieldProtector protector,
        IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await reauthentication.RefuseAsync(http, caller, request.Password, cancellationToken) is { } refused)
        {
            return refused;
        }

        var email = await EmailBesidePasswordAsync(db, caller, cancellationToken);
        if (email is null)
        {
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "password-missing",
                "The code of an authenticator app is asked for after the password, and this account has none.");
        }

        var secret = Totp.NewSecret();
        var cipher = await protector.ProtectAsync(caller.UserId, TotpSecret.Purpose, secret, cancellationToken);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var begun = await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts.totp as t (user_id, secret, created_at) values ({caller.UserId.Value}, {cipher}, {now})
            on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at where t.confirmed_at is null
            """, cancellationToken);
        if (begun == 0)
        {
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "mfa-already-enabled", "An authenticator app is already set up. Turn it off first to use another one.");
        }

        await audit.AppendAsync(db, new AuditEntry("account.mfa_begun", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(Describe(email, Totp.ToText(secret)));
    }

    private static Task<string?> EmailBesidePasswordAsync(AccountsDb db, Caller caller, CancellationToken cancellationToken) =>
        db.Users.Where(user => user.Id == caller.UserId.Value && user.PasswordHash != null)
            .Select(user => user.Email).SingleOrDefaultAsync(cancellationToken);

    private static TotpEnrolmentResponse Describe(string email, string secret)
    {
        var address = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(email)}?secret={secret}&issuer={Issuer}"
            + $"&algorithm=SHA1&digits={Totp.Digits}&period={Totp.PeriodSeconds}";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return new TotpEnrolmentResponse(secret, address, picture.GetGraphic(PixelsPerModule));
    }
}
