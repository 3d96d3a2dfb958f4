using System.Net;
using System.Text.Json;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Halcyon.Wellness.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.Insights;

public sealed class RephraseTests
{
    private const string Path = "/v1/insights/weekly/rephrase";
    private const string Journal = "the secret of the blue door";
    private const string SameFacts = "On 1 day you looked in (1 check-in): mood 7.0 and energy 4.0, out of 10.";

    [Fact]
    public async Task Rephrase_WithConsent_AnswersOtherWordsAndTellsTheServiceNothingElse()
    {
        await using var service = await Service.StartAsync(SameFacts);
        await using var app = await StartAsync(service.Address);
        using var person = await CheckedInAsync(app);

        using var before = await person.PostJsonAsync(Path);
        await ConsentAsync(person);
        using var after = await person.PostJsonAsync(Path, new { });

        await ProblemAssert.IsAsync(before, HttpStatusCode.Forbidden, "consent-needed");
        Assert.Equal(SameFacts, (await after.JsonAsync(HttpStatusCode.OK)).Text("narrative"));
        var asked = Assert.Single(service.Asked);
        Assert.Equal("Bearer a key", asked.Authorization);
        Assert.Equal("a-model", asked.Body.GetProperty("model").GetString());
        Assert.StartsWith("You took a moment for yourself on 1 day", asked.Body.GetProperty("messages")[1].Text("content"), StringComparison.Ordinal);
        Assert.DoesNotContain(Journal, asked.Body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("@example.org", asked.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("On 1 day you looked in (1 check-in): mood 8.0 and energy 4.0, out of 10.")]
    [InlineData("On 1 day you looked in (1 check-in): mood 7.0 and energy 4.0, out of 10. See https://example.org.")]
    [InlineData("On 1 day you looked in (1 check-in): mood 7.0 and energy 4.0, out of 10. I want to kill myself.")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Rephrase_AnswerThatMayNotBeShown_LeavesTheSummaryAsItIs(string? answer)
    {
        await using var service = await Service.StartAsync(answer);
        await using var app = await StartAsync(service.Address);
        using var person = await CheckedInAsync(app);
        await ConsentAsync(person);

        using var response = await person.PostJsonAsync(Path, new { });

        await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "no-other-words");
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task Rephrase_ServerWithoutService_SaysSo()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync(Path, new { });

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "no-wording-service");
    }

    [Theory]
    [InlineData("Mood 7.0 of 10 on 2 days.", "2 days, mood 7.0 of 10.", true)]
    [InlineData("Mood 7.0 of 10 on 2 days.", "2 days, mood 7 of 10.", false)]
    [InlineData("Mood 7.0 of 10 on 2 days.", "2 days, mood 7.0 of 10. 10!", false)]
    [InlineData("Mood 7.0 of 10 on 2 days.", "**2 days**, mood 7.0 of 10.", false)]
    public void Answer_WithTheSameNumbersAlone_SaysTheSame(string text, string answer, bool expected) =>
        Assert.Equal(expected, OtherWords.SaysTheSame(text, answer));

    private static Task<HalcyonApp> StartAsync(Uri address) => HalcyonApp.StartAsync(options => options with { Wording = new WordingOptions(address, "a-model", "a key") });

    private static async Task<HttpClient> CheckedInAsync(HalcyonApp app)
    {
        var person = await app.RegisterAsync();
        await person.CheckInAsync(new { mood_score = 7, energy_level = 4, journal_text = Journal });
        return person;
    }

    private static async Task ConsentAsync(HttpClient person)
    {
        using var response = await person.SendJsonAsync(HttpMethod.Put, "/v1/users/me/consents/wording", new { granted = true, version = 1 });
        await response.JsonAsync(HttpStatusCode.OK);
    }

    /// <summary>A small server that speaks as an OpenAI-compatible one does.</summary>
    private sealed class Service(WebApplication app, List<(string? Authorization, JsonElement Body)> asked) : IAsyncDisposable
    {
        public List<(string? Authorization, JsonElement Body)> Asked => asked;

        public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1");

        /// <param name="answer">Null to fail.</param>
        public static async Task<Service> StartAsync(string? answer)
        {
            var asked = new List<(string?, JsonElement)>();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.MapPost("/v1/chat/completions", (JsonElement body, HttpRequest request) =>
            {
                asked.Add((request.Headers.Authorization, body.Clone()));
                return answer is null ? Results.StatusCode(500) : Results.Json(new { choices = new[] { new { message = new { role = "assistant", content = answer } } } });
            });
            await app.StartAsync(Calls.Token);
            return new Service(app, asked);
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
