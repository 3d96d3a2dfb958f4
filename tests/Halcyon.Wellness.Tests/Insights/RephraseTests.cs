using System.Net;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Halcyon.Wellness.Tests.Wording;
using Halcyon.Wellness.Wording;
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
        await using var service = await WordingServer.StartAsync(SameFacts);
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
        await using var service = await WordingServer.StartAsync(answer);
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
}
