using System.Text;
using System.Text.Json;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Crisis;

/// <summary>
/// A request that is refused, for a number out of range, a text too long, a comma too many, or that fails on our side, is never read by
/// its handler. Its words are read here instead, and help is on the refusal when they call for it.
/// </summary>
internal sealed class RefusedWords(ReadTexts texts, Stream body) : IProblemAddition
{
    /// <summary>Twice the longest journal with room for the rest of its request: a longer one is read as far as this.</summary>
    private const int MostBytes = 256 * 1024;

    /// <summary>More than a body may have: what somebody writes of themselves is never put on a disk in the clear.</summary>
    private const int NeverOnDiskBytes = 8 * 1024 * 1024;

    public void AddTo(ProblemDetails problem)
    {
        if (problem.Extensions.ContainsKey(CrisisAnswer.AlertName))
            return;

        CrisisAnswer.AddTo(problem, texts.Read(journal: null, WordsIn(BytesRead())));
    }

    public static async Task HandleAsync(HttpContext context, RequestDelegate handle)
    {
        context.Request.EnableBuffering(NeverOnDiskBytes);
        context.Features.Set<IProblemAddition>(new RefusedWords(context.RequestServices.GetRequiredService<ReadTexts>(), context.Request.Body));
        await handle(context);
    }

    /// <summary>What has come so far, whoever read it.</summary>
    private byte[] BytesRead()
    {
        var bytes = new byte[Math.Min(body.Length, MostBytes)];
        body.Position = 0;
        return bytes[..body.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Every text value; from where it stops being JSON on, everything as it stands.</summary>
    internal static List<string> WordsIn(ReadOnlySpan<byte> json)
    {
        var words = new List<string>();
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String)
                    words.Add(reader.GetString()!);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // From here on as it stands.
        }

        if (reader.BytesConsumed < json.Length)
            words.Add(Encoding.UTF8.GetString(json[(int)reader.BytesConsumed..]));
        return words;
    }
}

internal static class RefusedWordsExtensions
{
    /// <summary>For every route that takes words of a person.</summary>
    public static RouteHandlerBuilder HearsWords(this RouteHandlerBuilder route)
    {
        route.Finally(endpoint =>
        {
            var handle = endpoint.RequestDelegate ?? throw new InvalidOperationException("A route without a handler hears nothing.");
            endpoint.RequestDelegate = context => RefusedWords.HandleAsync(context, handle);
        });
        return route;
    }
}
