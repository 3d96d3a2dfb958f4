using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Notifications.Push;

/// <summary>Sends what waits for browsers, one message at a time; a message that arrives twice replaces itself, by its topic.</summary>
internal sealed class PushSender(
    WellnessDb db, IFieldProtector protector, IUserDirectory people, PushKey key, PushClient client, TimeProvider clock, ILogger<PushSender> logger)
{
    private const int MostAttempts = 12;

    /// <returns>False when nothing was due.</returns>
    public async Task<bool> SendNextAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var message = await db.Set<PushMessage>().FromSql(
            $"select * from wellness.push_messages where next_attempt_at <= {now} order by next_attempt_at limit 1 for update skip locked")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (message is null)
            return false;

        var subscription = await db.Set<PushSubscription>().AsNoTracking().SingleAsync(s => s.Id == message.SubscriptionId, cancellationToken);
        var outcome = message.UsefulUntil <= now ? Outcome.TooLate : await TrySendAsync(message, subscription, now, cancellationToken);
        await SettleAsync(message, outcome, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<Outcome> TrySendAsync(PushMessage message, PushSubscription subscription, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var userId = new UserId(subscription.UserId);
        var person = await people.FindAsync(userId, cancellationToken);
        var notification = await db.Set<Notification>().AsNoTracking().SingleOrDefaultAsync(n => n.Id == message.NotificationId, cancellationToken);
        if (person is null || notification is null)
            return Outcome.TooLate;

        try
        {
            var browser = await protector.UnprotectJsonAsync<BrowserAddress>(userId, BrowserAddress.Purpose, subscription.Subscription, cancellationToken);
            using var request = await RequestAsync(browser, Words(notification, person, message.Others), notification, message.UsefulUntil - now, cancellationToken);
            using var answer = await client.Http.SendAsync(request, cancellationToken);
            return answer.StatusCode switch
            {
                < HttpStatusCode.MultipleChoices => Outcome.Sent,
                HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest => Outcome.Unsubscribed,
                _ => Outcome.TryAgain,
            };
        }
        catch (Exception exception) when (
            exception is HttpRequestException or CryptographicException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The endpoint is a secret: not even its host is logged.
            logger.LogInformation("A push message waits: {Reason}.", exception.GetType().Name);
            return Outcome.TryAgain;
        }
    }

    private static byte[] Words(Notification notification, Person person, int others)
    {
        var text = NotificationText.Of(notification.Kind, person.Preferences.CommunicationStyle, others);
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = notification.Id.ToString(),
            ["title"] = text.Title,
            ["text"] = text.Text,
            ["path"] = NotificationKind.Find(notification.Kind)?.Path ?? "/",
        });
    }

    private async Task<HttpRequestMessage> RequestAsync(
        BrowserAddress browser, byte[] words, Notification notification, TimeSpan useful, CancellationToken cancellationToken)
    {
        var endpoint = new Uri(browser.Endpoint);
        var body = PushEncryption.Encrypt(words, Base64Url.DecodeFromChars(browser.P256dh), Base64Url.DecodeFromChars(browser.Auth));
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.TryAddWithoutValidation("Authorization", await key.AuthorizeAsync(endpoint, cancellationToken));
        request.Headers.TryAddWithoutValidation("TTL", ((long)useful.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Urgency", "normal");
        // At most 32 characters (RFC 8030, 5.4).
        request.Headers.TryAddWithoutValidation("Topic", Base64Url.EncodeToString(notification.Id.ToByteArray()));
        return request;
    }

    private async Task SettleAsync(PushMessage message, Outcome outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var attempts = message.Attempts + 1;
        var row = db.Set<PushMessage>().Where(m => m.Id == message.Id);
        var subscription = db.Set<PushSubscription>().Where(s => s.Id == message.SubscriptionId);
        switch (outcome)
        {
            case Outcome.TryAgain when attempts < MostAttempts:
                var next = now + TimeSpan.FromSeconds(Math.Min(10 * Math.Pow(2, attempts), 3600));
                await row.ExecuteUpdateAsync(
                    set => set.SetProperty(m => m.Attempts, attempts).SetProperty(m => m.NextAttemptAt, next), cancellationToken);
                break;
            case Outcome.Unsubscribed:
                await subscription.ExecuteDeleteAsync(cancellationToken);
                break;
            default:
                if (outcome == Outcome.Sent)
                    await subscription.ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSentAt, now), cancellationToken);
                await row.ExecuteDeleteAsync(cancellationToken);
                break;
        }
    }

    private enum Outcome
    {
        Sent,
        TryAgain,
        Unsubscribed,
        TooLate,
    }
}

/// <summary>One client for all messages, so that connections to a push service are used again.</summary>
internal sealed class PushClient(PushTargets targets) : IDisposable
{
    public HttpClient Http { get; } = targets.CreateClient();

    public void Dispose() => Http.Dispose();
}
