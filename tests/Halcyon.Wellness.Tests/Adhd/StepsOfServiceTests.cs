using System.Net;
using System.Text.Json;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Halcyon.Wellness.Tests.Wording;
using Xunit;

namespace Halcyon.Wellness.Tests.Adhd;

/// <summary>Steps from the wording service: only with consent, only a harmless task's words, only an answer that can be shown.</summary>
public sealed class StepsOfServiceTests
{
    private const string Path = "/v1/adhd/task-breakdown";
    private const string Chore = "Clean the kitchen";
    private const string Answer = "1. Stand up and walk to the sink.\n2) Fill it with warm water.\n\n- Wash three plates.\n* Wipe one surface.";

    [Fact]
    public async Task Breakdown_WithConsent_IsTheServicesAndOnlyTheTaskLeaves()
    {
        await using var service = await WordingServer.StartAsync(Answer);
        await using var app = await StartAsync(service);
        using var person = await ConsentingAsync(app, "task_wording");

        var answer = await AskAsync(person, new { task = Chore, energy = 7, max_steps = 3 });

        Assert.Equal("wording_service", answer.Text("answered_by"));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("pattern").ValueKind);
        Assert.False(answer.GetProperty("is_known").GetBoolean());
        var steps = answer.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(["Stand up and walk to the sink.", "Fill it with warm water.", "Wash three plates."], steps.Select(step => step.Text("text")));
        Assert.All(steps, step => Assert.Equal(JsonValueKind.Null, step.GetProperty("minutes_low").ValueKind));
        Assert.All(steps, step => Assert.True(step.GetProperty("can_divide").GetBoolean()));
        Assert.Equal(1, answer.GetProperty("left_out").GetInt32());
        var asked = Assert.Single(service.Asked);
        Assert.Equal("Bearer a key", asked.Authorization);
        Assert.Equal(["model", "temperature", "max_tokens", "messages"], asked.Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal($"Task: {Chore}", asked.Body.GetProperty("messages")[1].Text("content"));
        Assert.DoesNotContain("@example.org", asked.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Breakdown_OfAStepOnLittleEnergy_GoesByTheSameRulesAsThePatterns()
    {
        await using var service = await WordingServer.StartAsync(Answer);
        await using var app = await StartAsync(service);
        using var person = await ConsentingAsync(app, "task_wording");

        var tired = await AskAsync(person, new { task = Chore, energy = 2 });
        var smallest = await AskAsync(person, new { task = "Fill the sink", parent = Chore, level = 2 });

        Assert.Equal(4, tired.GetProperty("steps").GetArrayLength());
        Assert.False(tired.GetProperty("steps")[3].GetProperty("can_divide").GetBoolean());
        Assert.All(smallest.GetProperty("steps").EnumerateArray(), step => Assert.False(step.GetProperty("can_divide").GetBoolean()));
        Assert.Equal($"Task: Fill the sink\nIt is one step of: {Chore}", service.Asked[1].Body.GetProperty("messages")[1].Text("content"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wording")]
    public async Task Breakdown_WithoutTheConsentForTasks_NeverLeaves(string? other)
    {
        await using var service = await WordingServer.StartAsync(Answer);
        await using var app = await StartAsync(service);
        using var person = await ConsentingAsync(app, other);

        var answer = await AskAsync(person, new { task = Chore });

        Assert.Equal(("patterns", "clean_kitchen"), (answer.Text("answered_by"), answer.Text("pattern")));
        Assert.Empty(service.Asked);
    }

    [Theory]
    [InlineData("How to hang myself", null)]
    [InlineData("Write a goodbye letter", null)]
    [InlineData("Buy stamps", "Write a goodbye letter")]
    [InlineData("Call the landlord", "I cannot go on")]
    public async Task Breakdown_OfWordsThatMayCallForHelp_NeverLeaves(string task, string? parent)
    {
        await using var service = await WordingServer.StartAsync(Answer);
        await using var app = await StartAsync(service);
        using var person = await ConsentingAsync(app, "task_wording");

        await AskAsync(person, new { task, parent });

        Assert.Empty(service.Asked);
    }

    [Theory]
    [InlineData("Stand up.\nSee https://example.org.\nWash a plate.")]
    [InlineData("Stand up.\n<b>Wash</b> a plate.")]
    [InlineData("**Stand up.**\nWash a plate.")]
    [InlineData("Stand up.")]
    [InlineData("Stand up.\nFind the pills.\nPrepare an overdose.")]
    [InlineData("Stand up.\nWrite down: I want to kill myself.")]
    [InlineData("Sit down and tell yourself that you want to\nkill yourself tonight")]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np")]
    [InlineData("Stand up.\nGo and do a very long thing that is told in so many words that nobody who is tired could ever read it to its end, or would.")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Breakdown_AnswerThatMayNotBeShown_IsThePatterns(string? said)
    {
        await using var service = await WordingServer.StartAsync(said);
        await using var app = await StartAsync(service);
        using var person = await ConsentingAsync(app, "task_wording");

        var answer = await AskAsync(person, new { task = Chore });

        Assert.Equal(("patterns", "clean_kitchen"), (answer.Text("answered_by"), answer.Text("pattern")));
        Assert.False(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task Breakdown_ServiceThatNeverAnswers_IsThePatterns()
    {
        await using var service = await WordingServer.StartAsync(Answer, isSilent: true);
        await using var app = await StartAsync(service);
        using var person = await ConsentingAsync(app, "task_wording");

        var answer = await AskAsync(person, new { task = Chore });

        Assert.Equal("patterns", answer.Text("answered_by"));
        Assert.Single(service.Asked);
    }

    private static Task<HalcyonApp> StartAsync(WordingServer service) =>
        HalcyonApp.StartAsync(options => options with { Wording = new WordingOptions(service.Address, "a-model", "a key") });

    private static async Task<HttpClient> ConsentingAsync(HalcyonApp app, string? purpose)
    {
        var person = await app.RegisterAsync();
        if (purpose is not null)
        {
            using var response = await person.SendJsonAsync(HttpMethod.Put, $"/v1/users/me/consents/{purpose}", new { granted = true, version = 1 });
            await response.JsonAsync(HttpStatusCode.OK);
        }

        return person;
    }

    private static async Task<JsonElement> AskAsync(HttpClient person, object body)
    {
        using var response = await person.PostJsonAsync(Path, body);
        return await response.JsonAsync(HttpStatusCode.OK);
    }
}
