using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications.Push;

/// <summary>What a browser's PushSubscription says of itself.</summary>
/// <param name="Endpoint">HTTPS address at its push service.</param>
public sealed record SubscribeRequest([property: Required, StringLength(2000)] string Endpoint, [property: Required] SubscriptionKeys Keys);

/// <param name="P256dh">Uncompressed P-256 point, base64url.</param>
/// <param name="Auth">16 bytes, base64url.</param>
public sealed record SubscriptionKeys([property: Required, StringLength(200)] string P256dh, [property: Required, StringLength(100)] string Auth);

/// <param name="Endpoint">As it was given when subscribing.</param>
public sealed record UnsubscribeRequest([property: Required, StringLength(2000)] string Endpoint);

/// <param name="PublicKey">For `applicationServerKey`: uncompressed P-256 point, base64url.</param>
public sealed record PushKeyResponse(string PublicKey);

internal static class PushEndpoints
{
    private const int MostBrowsers = 10;

    public static void Map(RouteGroupBuilder notifications)
    {
        notifications.MapGet("/push/key", async (PushKey key, CancellationToken cancellationToken) =>
                TypedResults.Ok(new PushKeyResponse(await key.PublicKeyAsync(cancellationToken))))
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_GetPushKey")
            .WithSummary("The key by which push services know this installation.");
        notifications.MapPost("/push", SubscribeAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_Subscribe")
            .WithSummary("Lets this browser be told. The same browser again changes nothing; of more than ten the oldest is forgotten.")
            .ProducesValidationProblem();
        // A body on DELETE is lost on the way by some proxies.
        notifications.MapPost("/push/remove", UnsubscribeAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_Unsubscribe")
            .WithSummary("This browser is not told any more.")
            .ProducesValidationProblem();
    }

    private static async Task<Results<NoContent, ValidationProblem>> SubscribeAsync(
        SubscribeRequest request, Caller caller, WellnessDb db, IFieldProtector protector, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(request.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps || endpoint.UserInfo.Length > 0)
            return Invalid("endpoint", "Give the https address that the browser's subscription names.");
        if (!IsPoint(request.Keys.P256dh))
            return Invalid("keys.p256dh", "Give the browser's key: an uncompressed P-256 point in base64url.");
        if (!StrictBase64Url.TryDecode(request.Keys.Auth.AsSpan().TrimEnd('='), out var auth) || auth.Length != PushEncryption.AuthenticationBytes)
            return Invalid("keys.auth", "Give the browser's secret: 16 bytes in base64url.");

        var address = new BrowserAddress(request.Endpoint, request.Keys.P256dh.TrimEnd('='), request.Keys.Auth.TrimEnd('='));
        var secret = await protector.ProtectJsonAsync(caller.UserId, BrowserAddress.Purpose, address, cancellationToken);
        var now = clock.GetUtcNow();
        // A browser that somebody else signed in to before is theirs no more.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.push_subscriptions (id, user_id, endpoint_hash, subscription, created_at)
            values ({Guid.CreateVersion7(now)}, {caller.UserId.Value}, {BrowserAddress.HashOf(request.Endpoint)}, {secret}, {now})
            on conflict (endpoint_hash) do update set user_id = excluded.user_id, subscription = excluded.subscription
            """, cancellationToken);
        var old = db.Set<PushSubscription>().Where(s => s.UserId == caller.UserId.Value).OrderByDescending(s => s.Id).Skip(MostBrowsers).Select(s => s.Id);
        await db.Set<PushSubscription>().Where(s => old.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> UnsubscribeAsync(UnsubscribeRequest request, Caller caller, WellnessDb db, CancellationToken cancellationToken)
    {
        var hash = BrowserAddress.HashOf(request.Endpoint);
        await db.Set<PushSubscription>().Where(s => s.UserId == caller.UserId.Value && s.EndpointHash == hash).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static bool IsPoint(string base64Url)
    {
        try
        {
            return StrictBase64Url.TryDecode(base64Url.AsSpan().TrimEnd('='), out var point) && PushEncryption.ReadPoint(point).Q.X is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ValidationProblem Invalid(string field, string error) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [error] });
}
