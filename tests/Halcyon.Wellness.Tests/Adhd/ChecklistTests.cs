using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Adhd;

public sealed class ChecklistTests(HalcyonApp app)
{
    private const string Path = "/v1/adhd/tasks";

    [Fact]
    public async Task Task_Saved_ComesBackAndIsUnreadableInTheDatabase()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();

        await SaveAsync(person, "Rhubarb", "Take it.", "Wash it.");

        var task = Assert.Single((await person.GetJsonAsync(Path)).Items());
        Assert.Equal("Rhubarb", task.Text("title"));
        Assert.Equal(["Take it.", "Wash it."], Texts(task));
        Assert.Empty((await other.GetJsonAsync(Path)).Items());
        Assert.DoesNotContain("Rhubarb", await app.QueryAsync<string>(
            "select encode(document, 'escape') from wellness.task_checklists where user_id = $1", (await person.UserIdAsync()).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_TickedInManyTabsAtOnce_AreAllTicked()
    {
        using var person = await app.RegisterAsync();
        var task = await SaveAsync(person, "Post", [.. Enumerable.Range(1, 8).Select(step => $"Step {step}")]);

        await Task.WhenAll(task.GetProperty("steps").EnumerateArray().Select(step => TickAsync(person, task, step, done: true)));

        var ticked = Assert.Single((await person.GetJsonAsync(Path)).Items());
        Assert.All(ticked.GetProperty("steps").EnumerateArray(), step => Assert.NotEqual(JsonValueKind.Null, step.GetProperty("done_at").ValueKind));
    }

    [Fact]
    public async Task Step_TickedTwice_KeepsItsHour_AndCanBeOpenedAgain()
    {
        using var person = await app.RegisterAsync();
        var task = await SaveAsync(person, "Post", "One");
        var step = task.GetProperty("steps")[0];

        var first = await TickAsync(person, task, step, done: true);
        var second = await TickAsync(person, task, step, done: true);
        var open = await TickAsync(person, task, step, done: false);

        Assert.Equal(DoneAt(first), DoneAt(second));
        Assert.Equal("null", DoneAt(open));
        using var unknown = await person.SendJsonAsync(HttpMethod.Put, $"{Path}/{task.Id()}/steps/{Guid.NewGuid()}", new { done = true });
        await ProblemAssert.IsAsync(unknown, HttpStatusCode.NotFound, "task-not-found");
    }

    [Fact]
    public async Task Steps_ReorderedAndDivided_KeepWhatWasDone()
    {
        using var person = await app.RegisterAsync();
        var task = await SaveAsync(person, "Post", "One", "Two");
        var done = await TickAsync(person, task, task.GetProperty("steps")[1], done: true);
        var (one, two) = (task.GetProperty("steps")[0].Id(), task.GetProperty("steps")[1].Id());

        using var response = await person.SendJsonAsync(HttpMethod.Put, $"{Path}/{task.Id()}", new
        {
            title = "Post",
            steps = new object[] { new { id = two, text = "Two", done = true }, new { id = one, text = "One" }, new { text = "Part of one", depth = 1 } },
        });

        var changed = (await response.JsonAsync(HttpStatusCode.OK)).GetProperty("task");
        Assert.Equal(["Two", "One", "Part of one"], Texts(changed));
        Assert.Equal(DoneAt(done, 1), DoneAt(changed));
        Assert.Equal([two, one], changed.GetProperty("steps").EnumerateArray().Take(2).Select(step => step.Id()));
    }

    [Fact]
    public async Task Task_TakenAway_CanBeBroughtBack_ByItsOwnerAlone()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var task = await SaveAsync(person, "Post", "One");

        using var foreign = await other.SendJsonAsync(HttpMethod.Delete, $"{Path}/{task.Id()}");
        using var removed = await person.SendJsonAsync(HttpMethod.Delete, $"{Path}/{task.Id()}");
        var gone = (await person.GetJsonAsync(Path)).Items();
        using var foreignRestore = await other.PostJsonAsync($"{Path}/{task.Id()}/restore");
        using var restored = await person.PostJsonAsync($"{Path}/{task.Id()}/restore");

        await ProblemAssert.IsAsync(foreign, HttpStatusCode.NotFound, "task-not-found");
        await ProblemAssert.IsAsync(foreignRestore, HttpStatusCode.NotFound, "task-not-found");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty(gone);
        await restored.JsonAsync(HttpStatusCode.OK);
        Assert.Single((await person.GetJsonAsync(Path)).Items());
    }

    [Fact]
    public async Task Create_TheSameCallTwice_MakesOneTask()
    {
        using var person = await app.RegisterAsync();
        var body = new { title = "Post", steps = new[] { new { text = "One" } } };

        using var first = await person.PostJsonAsync(Path, body, "one");
        using var second = await person.PostJsonAsync(Path, body, "one");

        Assert.Equal(
            (await first.JsonAsync(HttpStatusCode.Created)).GetProperty("task").GetRawText(), (await second.JsonAsync(HttpStatusCode.Created)).GetProperty("task").GetRawText());
        Assert.Single((await person.GetJsonAsync(Path)).Items());
    }

    [Fact]
    public async Task Patterns_OfFinishedSteps_AreSaidOnceThereAreEnough()
    {
        using var person = await app.RegisterAsync();
        var task = await SaveAsync(person, "Post", [.. Enumerable.Range(1, 11).Select(step => $"Step {step}")]);
        foreach (var step in task.GetProperty("steps").EnumerateArray().Take(9))
            await TickAsync(person, task, step, done: true);
        var nine = await person.GetJsonAsync(Path + "/patterns");
        await TickAsync(person, task, task.GetProperty("steps")[9], done: true);

        var ten = await person.GetJsonAsync(Path + "/patterns");

        Assert.False(nine.GetProperty("is_enough").GetBoolean());
        Assert.Equal(0, nine.GetProperty("by_time_of_day").GetArrayLength());
        Assert.Equal(10, ten.GetProperty("by_time_of_day").EnumerateArray().Sum(time => time.GetProperty("finished_steps").GetInt32()));
    }

    [Theory]
    [InlineData("""{"title":" "}""", "title")]
    [InlineData("""{"title":"Post","steps":[null]}""", "steps")]
    [InlineData("""{"title":"Post","steps":[{"text":" "}]}""", "steps[0].text")]
    public async Task Create_WhatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync(Path, JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private static async Task<JsonElement> SaveAsync(HttpClient person, string title, params string[] steps)
    {
        using var response = await person.PostJsonAsync(Path, new { title, steps = steps.Select(text => new { text }) });
        return (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("task");
    }

    private static async Task<JsonElement> TickAsync(HttpClient person, JsonElement task, JsonElement step, bool done)
    {
        using var response = await person.SendJsonAsync(HttpMethod.Put, $"{Path}/{task.Id()}/steps/{step.Id()}", new { done });
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    private static IEnumerable<string?> Texts(JsonElement task) => task.GetProperty("steps").EnumerateArray().Select(step => step.Text("text"));

    private static string DoneAt(JsonElement task, int step = 0) => task.GetProperty("steps")[step].GetProperty("done_at").GetRawText();
}
