using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>What a provider answered a request for tokens.</summary>
/// <param name="IsReached">False when it did not answer at all, or with a fault of its own.</param>
internal readonly record struct ProviderReply(bool IsReached, JsonElement? Body);

/// <summary>Asks the provider over HTTP: briefly, without following redirections, and reading no more than a document's worth.</summary>
internal sealed class ProviderClient(IHttpClientFactory clients, ILogger<ProviderClient> logger)
{
    public const string Name = "openid-connect";
    public const long MaximumBytes = 1024 * 1024;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<JsonElement?> GetAsync(Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accessToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return (await SendAsync(request, cancellationToken)).Body;
    }

    public async Task<ProviderReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var client = clients.CreateClient(Name);
            using var response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                logger.LogWarning("The sign-in provider answered {Path} with {Status}.", request.RequestUri!.AbsolutePath, (int)response.StatusCode);
                return new ProviderReply((int)response.StatusCode < 500, null);
            }

            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new ProviderReply(true, JsonSerializer.Deserialize<JsonElement>(bytes));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The message names hosts and reasons; codes and secrets are in bodies, which no message holds.
            logger.LogWarning("The sign-in provider could not be asked at {Path}: {Reason}", request.RequestUri!.AbsolutePath, exception.Message);
            return new ProviderReply(exception is JsonException, null);
        }
    }
}
