using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Platform.Hosting;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Wording;

/// <summary>
/// Asks an OpenAI-compatible service (POST chat/completions) for other words: briefly, without following redirections, reading no more
/// than an answer's worth. It is told what we wrote from numbers, and the words of a task from who agreed to that; nothing else that a
/// person wrote.
/// </summary>
internal sealed class WordingService(IHttpClientFactory clients, HalcyonOptions options, ILogger<WordingService> logger)
{
    public const string ClientName = "wording";
    public const long MaximumBytes = 256 * 1024;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public bool IsConfigured => options.Wording is not null;

    /// <param name="patience">No more than <see cref="Patience"/>.</param>
    /// <returns>Null when it is not configured, did not answer in time, or answered something else than text.</returns>
    public async Task<string?> AskAsync(string instruction, string text, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (options.Wording is not { } service)
            return null;

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{service.Address.AbsoluteUri.TrimEnd('/')}/chat/completions")
        {
            Content = JsonContent.Create(new
            {
                model = service.Model,
                temperature = 0.4,
                max_tokens = 400,
                messages = new[] { new { role = "system", content = instruction }, new { role = "user", content = text } },
            }),
        };
        if (service.Key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Key);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            inTime.CancelAfter(patience);
            using var response = await client.SendAsync(request, inTime.Token);
            if (!response.IsSuccessStatusCode)
            {
                logger.LogWarning("The wording service answered with {Status}.", (int)response.StatusCode);
                return null;
            }

            var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException
            || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The kind only: a message may hold a part of the answer.
            logger.LogWarning("The wording service could not be asked: {Problem}.", problem.GetType().Name);
            return null;
        }
    }
}
