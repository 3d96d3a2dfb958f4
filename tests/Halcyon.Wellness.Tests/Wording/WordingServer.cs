using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Tests.Wording;

/// <summary>A small server that speaks as an OpenAI-compatible one does.</summary>
internal sealed class WordingServer(WebApplication app, List<(string? Authorization, JsonElement Body)> asked) : IAsyncDisposable
{
    public List<(string? Authorization, JsonElement Body)> Asked => asked;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1");

    /// <param name="answer">Null to fail.</param>
    /// <param name="isSilent">To take the question and never answer.</param>
    public static async Task<WordingServer> StartAsync(string? answer, bool isSilent = false)
    {
        var asked = new List<(string?, JsonElement)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", async (JsonElement body, HttpRequest request, CancellationToken gone) =>
        {
            asked.Add((request.Headers.Authorization, body.Clone()));
            if (isSilent)
                await Task.Delay(Timeout.InfiniteTimeSpan, gone);
            return answer is null ? Results.StatusCode(500) : Results.Json(new { choices = new[] { new { message = new { role = "assistant", content = answer } } } });
        });
        await app.StartAsync(Calls.Token);
        return new WordingServer(app, asked);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
