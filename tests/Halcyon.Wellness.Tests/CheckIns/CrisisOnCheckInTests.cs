using System.Net;
using Halcyon.Platform.Safety;
using Halcyon.Testing;
using Halcyon.Wellness.Crisis;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

public sealed class CrisisOnCheckInTests(HalcyonApp app)
{
    private const string Explicit = "I want to kill myself tonight";

    [Theory]
    [InlineData("journal_text", "journal_nlp")]
    [InlineData("activity", "checkin")]
    public async Task CheckIn_ExplicitIntent_ShowsHelpAndKeepsTheEvent(string field, string source)
    {
        using var person = await app.RegisterAsync();
        var body = new Dictionary<string, object> { ["mood_score"] = 8, ["energy_level"] = 8, [field] = Explicit };

        var answer = await person.CheckInAsync(body);

        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
        var crisis = answer.GetProperty("crisis");
        Assert.Equal("critical", crisis.Text("level"));
        Assert.Equal("show_resources", crisis.Text("response"));
        var eventId = crisis.GetProperty("event_id").GetGuid();
        Assert.Equal(source, await app.QueryAsync<string>("select trigger_source from wellness.crisis_events where id = $1 and risk_level = 'critical' and shown_at is null", eventId));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'crisis.detected' and resource = $1", $"crisis_event/{eventId}"));
        Assert.Equal(answer.GetProperty("checkin").Id(), await app.QueryAsync<string>("select check_in_id::text from wellness.crisis_events where id = $1", eventId));
    }

    [Fact]
    public async Task CheckIn_OwnWordForAnEmotion_IsHeardToo()
    {
        using var person = await app.RegisterAsync();

        var tag = await person.CheckInAsync(new { mood_score = 5, energy_level = 5, emotion_tags = new[] { "i want to die" } });
        var factor = await person.CheckInAsync(new { mood_score = 5, energy_level = 5, custom_ratings = new[] { new { name = "want to die", rating = 5 } } });

        Assert.True(tag.GetProperty("crisis_alert").GetBoolean());
        Assert.True(factor.GetProperty("crisis_alert").GetBoolean());
    }

    [Theory]
    [InlineData("Cutting vegetables before my finals tonight, this is it soon.")]
    [InlineData("A quiet morning, tea and a book.")]
    public async Task CheckIn_OrdinaryWords_RaiseNoAlarm(string text)
    {
        using var person = await app.RegisterAsync();

        var answer = await person.CheckInAsync(new { mood_score = 5, energy_level = 5, journal_text = text });

        Assert.False(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("continue", answer.GetProperty("crisis").Text("response"));
        Assert.False((await person.GetJsonAsync("/v1/crisis/state")).GetProperty("is_paused").GetBoolean());
    }

    [Fact]
    public async Task Crisis_OfOnePerson_PausesThemAndNobodyElse()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var before = DateTimeOffset.UtcNow;

        var eventId = (await person.CheckInAsync(new { mood_score = 1, energy_level = 1, journal_text = Explicit })).GetProperty("crisis").GetProperty("event_id").GetGuid();

        var state = await person.GetJsonAsync("/v1/crisis/state");
        Assert.True(state.GetProperty("is_paused").GetBoolean());
        Assert.Equal(eventId, state.GetProperty("open_event_id").GetGuid());
        Assert.Equal(before.AddDays(1), state.GetProperty("paused_until").GetDateTimeOffset(), TimeSpan.FromMinutes(1));
        Assert.Equal(before.AddDays(1), state.GetProperty("follow_up_due").GetDateTimeOffset(), TimeSpan.FromMinutes(1));
        var blocks = await app.WithAsync<SafetyGates, IReadOnlyList<SafetyBlock>>(async gates => await gates.AskAsync(await person.UserIdAsync(), Calls.Token));
        var block = Assert.Single(blocks);
        Assert.Equal("crisis", block.Source);
        Assert.Null(block.Until);
        Assert.False((await other.GetJsonAsync("/v1/crisis/state")).GetProperty("is_paused").GetBoolean());
        Assert.Empty(await app.WithAsync<SafetyGates, IReadOnlyList<SafetyBlock>>(async gates => await gates.AskAsync(await other.UserIdAsync(), Calls.Token)));
    }

    [Fact]
    public async Task Crisis_SentTwice_IsOneEvent()
    {
        using var person = await app.RegisterAsync();
        var body = new { mood_score = 1, energy_level = 1, journal_text = Explicit, client_id = Guid.NewGuid() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => person.CheckInAsync(body)));

        Assert.Single(answers.Select(answer => answer.GetProperty("crisis").GetProperty("event_id").GetGuid()).Distinct());
        Assert.All(answers, answer => Assert.True(answer.GetProperty("crisis_alert").GetBoolean()));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from wellness.crisis_events where user_id = $1", (await person.UserIdAsync()).Value));
    }

    [Fact]
    public async Task Crisis_UnderAClientIdThatIsUsed_StillShowsHelp()
    {
        using var person = await app.RegisterAsync();
        var client_id = Guid.NewGuid();
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5, client_id });

        var answer = await person.CheckInAsync(new { mood_score = 1, energy_level = 1, journal_text = Explicit, client_id });

        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task Crisis_InARequestThatIsRefused_StillShowsHelp()
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync(
            "/v1/checkins", new { mood_score = 1, energy_level = 1, journal_text = Explicit, occurred_at = "2020-01-01T00:00:00Z" });

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("critical", problem.GetProperty("crisis").Text("level"));
    }

    [Fact]
    public async Task Detection_ThatFails_ShowsHelpAndKeepsTheCheckIn()
    {
        await using var broken = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddSingleton<AnalyzeText>(
            _ => text => throw new InvalidOperationException($"cannot read {text}")));
        using var person = await broken.RegisterAsync();

        var answer = await person.CheckInAsync(new { mood_score = 5, energy_level = 5, journal_text = "whatever it was" });
        var silent = await person.CheckInAsync(new { mood_score = 5, energy_level = 5 });

        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("unknown", answer.GetProperty("crisis").Text("level"));
        Assert.Equal("show_resources", answer.GetProperty("crisis").Text("response"));
        Assert.Equal("whatever it was", (await person.GetJsonAsync($"/v1/checkins/{answer.GetProperty("checkin").Id()}")).Text("journal_text"));
        Assert.False(silent.GetProperty("crisis_alert").GetBoolean());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-7)]
    public async Task CheckIn_ReadByAModelThatTalksNonsense_IsKeptAllTheSame(double nonsense)
    {
        await using var odd = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddSingleton<AnalyzeText>(_ => text =>
        {
            var analysis = Halcyon.Language.TextAnalyzer.Shared.Analyze(text);
            var score = new Halcyon.Language.EmotionScore(Halcyon.Language.Emotion.Joy, nonsense);
            return analysis with { Sentiment = nonsense, Primary = score, Emotions = [score], Crisis = analysis.Crisis with { RiskScore = nonsense } };
        }));
        using var person = await odd.RegisterAsync();

        var answer = await person.CheckInAsync(new { mood_score = 5, energy_level = 5, journal_text = "I want to die." });

        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task Crisis_ThatCannotBeKept_StillShowsHelp()
    {
        await using var broken = await HalcyonApp.StartAsync();
        using var person = await broken.RegisterAsync();
        await broken.QueryAsync<object>("drop table wellness.crisis_events");

        using var response = await person.PostJsonAsync("/v1/checkins", new { mood_score = 1, energy_level = 1, journal_text = Explicit });

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "check-in-not-kept");
        Assert.True(problem.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("show_resources", problem.GetProperty("crisis").Text("response"));
    }
}
