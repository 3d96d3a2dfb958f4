using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Screenings;

public sealed class ScreeningTests(HalcyonApp app)
{
    [Theory]
    [InlineData("phq9", "0,0,0,0,0,0,0,0,0", 0, "minimal")]
    [InlineData("phq9", "1,1,1,1,0,0,0,0,0", 4, "minimal")]
    [InlineData("phq9", "1,1,1,1,1,0,0,0,0", 5, "mild")]
    [InlineData("phq9", "3,3,3,0,0,0,0,0,0", 9, "mild")]
    [InlineData("phq9", "3,3,3,1,0,0,0,0,0", 10, "moderate")]
    [InlineData("phq9", "3,3,3,3,2,0,0,0,0", 14, "moderate")]
    [InlineData("phq9", "3,3,3,3,3,0,0,0,0", 15, "moderately_severe")]
    [InlineData("phq9", "3,3,3,3,3,3,1,0,0", 19, "moderately_severe")]
    [InlineData("phq9", "3,3,3,3,3,3,2,0,0", 20, "severe")]
    [InlineData("gad7", "2,2,0,0,0,0,0", 4, "minimal")]
    [InlineData("gad7", "3,3,3,0,0,0,0", 9, "mild")]
    [InlineData("gad7", "3,3,3,1,0,0,0", 10, "moderate")]
    [InlineData("gad7", "3,3,3,3,2,0,0", 14, "moderate")]
    [InlineData("gad7", "3,3,3,3,3,3,3", 21, "severe")]
    public async Task Screening_Answers_AreCountedAsPublished(string kind, string answers, int total, string band)
    {
        using var person = await app.RegisterAsync();

        var taken = await TakeAsync(person, kind, answers);

        Assert.Equal(total, taken.GetProperty("total").GetInt32());
        Assert.Equal(band, taken.Text("band"));
        Assert.False(taken.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal(JsonValueKind.Null, taken.GetProperty("crisis").ValueKind);
        var kept = Assert.Single((await person.GetJsonAsync($"/v1/screenings/{kind}")).Items());
        Assert.Equal(total, kept.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("0,0,0,0,0,0,0,0,1")]
    [InlineData("3,3,3,3,3,3,3,3,3")]
    public async Task Phq9_NinthItemAboveZero_OpensTheCrisisPathWhateverTheTotal(string answers)
    {
        using var person = await app.RegisterAsync();

        var taken = await TakeAsync(person, "phq9", answers);

        Assert.True(taken.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("show_resources", taken.GetProperty("crisis").Text("response"));
        var found = Assert.Single((await person.GetJsonAsync("/v1/crisis/events")).Items());
        Assert.Equal("screening", found.Text("trigger_source"));
        Assert.Equal(taken.GetProperty("crisis").GetProperty("event_id").GetGuid(), found.GetProperty("id").GetGuid());
        Assert.True((await person.GetJsonAsync("/v1/crisis/state")).GetProperty("is_paused").GetBoolean());
    }

    [Fact]
    public async Task Gad7_SevereTotal_IsNoCrisisByItself()
    {
        using var person = await app.RegisterAsync();

        await TakeAsync(person, "gad7", "3,3,3,3,3,3,3");

        Assert.Empty((await person.GetJsonAsync("/v1/crisis/events")).Items());
    }

    [Fact]
    public async Task Phq9_NinthItemThatCannotBeKept_StillShowsHelp()
    {
        await using var broken = await HalcyonApp.StartAsync();
        using var person = await broken.RegisterAsync();
        await broken.QueryAsync<object>("drop table wellness.screenings");

        using var response = await person.PostJsonAsync("/v1/screenings/phq9", new { answers = new[] { 0, 0, 0, 0, 0, 0, 0, 0, 1 } });

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "screening-not-kept");
        Assert.True(problem.GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task Screening_SentAtOnceWithOneKey_IsOneAndOtherAnswersAreRefused()
    {
        using var person = await app.RegisterAsync();
        var body = new { answers = new[] { 0, 0, 0, 0, 0, 0, 0, 0, 2 }, difficulty = 1 };

        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var response = await person.PostJsonAsync("/v1/screenings/phq9", body, "key");
            var taken = await response.JsonAsync(HttpStatusCode.Created);
            return (taken.GetProperty("id").GetGuid(), taken.GetProperty("crisis").GetProperty("event_id").GetGuid());
        }));
        using var other = await person.PostJsonAsync("/v1/screenings/phq9", new { answers = new int[9] }, "key");

        Assert.Single(ids.Distinct());
        Assert.Single((await person.GetJsonAsync("/v1/screenings/phq9")).Items());
        await ProblemAssert.IsAsync(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Theory]
    [InlineData("phq9", "{}")]
    [InlineData("phq9", """{"answers":[0,0,0,0,0,0,0,0]}""")]
    [InlineData("phq9", """{"answers":[0,0,0,0,0,0,0,0,4]}""")]
    [InlineData("phq9", """{"answers":[0,0,0,0,0,0,0,0,-1]}""")]
    [InlineData("gad7", """{"answers":[0,0,0,0,0,0,0],"difficulty":4}""")]
    public async Task Screening_AnswersThatCannotBe_AreRefused(string kind, string body)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync($"/v1/screenings/{kind}", JsonSerializer.Deserialize<JsonElement>(body));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    [Theory]
    [InlineData("phq9", 9)]
    [InlineData("gad7", 7)]
    public async Task Questions_OfEach_AreAsManyAsTheInstrumentHas(string kind, int count)
    {
        using var person = await app.RegisterAsync();

        var questions = await person.GetJsonAsync($"/v1/screenings/{kind}/questions");

        Assert.Equal(count, questions.GetProperty("items").GetArrayLength());
        Assert.Equal(4, questions.GetProperty("answers").GetArrayLength());
        Assert.Equal(count * 3, questions.GetProperty("bands").EnumerateArray().Last().GetProperty("to").GetInt32());
        Assert.Contains("not a diagnosis", questions.Text("notice"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> TakeAsync(HttpClient person, string kind, string answers)
    {
        using var response = await person.PostJsonAsync($"/v1/screenings/{kind}", new { answers = answers.Split(',').Select(answer => int.Parse(answer, null)) });
        return await response.JsonAsync(HttpStatusCode.Created);
    }
}
