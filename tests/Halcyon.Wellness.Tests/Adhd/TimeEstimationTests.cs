using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Adhd;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.Adhd;

public sealed class TimeEstimationTests(HalcyonApp app)
{
    private const string Path = "/v1/adhd/time-estimation";

    [Fact]
    public async Task Log_AfterFiveTasks_CorrectsTheNext()
    {
        using var person = await app.RegisterAsync();
        for (var task = 0; task < 4; task++)
            await DoneAsync(person, 10, 20);
        var before = (await PostAsync(person, new { task = "Post", estimated_minutes = 30 })).GetProperty("entry");
        await DoneAsync(person, 10, 20);

        var log = await person.GetJsonAsync(Path);

        Assert.Equal(JsonValueKind.Null, before.GetProperty("corrected_minutes").ValueKind);
        var learnt = log.GetProperty("learnt");
        Assert.Equal((5, 5, true), (learnt.GetProperty("finished_tasks").GetInt32(), learnt.GetProperty("needed_tasks").GetInt32(), learnt.GetProperty("is_enough").GetBoolean()));
        // exp(5·ln 2 / 6), a sixth of the way back to none.
        Assert.Equal(Math.Pow(2, 5.0 / 6), learnt.GetProperty("factor").GetDouble(), 1e-9);
        var corrected = log.Items()[1].GetProperty("corrected_minutes");
        Assert.Equal(Math.Round(30 * Math.Pow(2, 5.0 / 6), 1), corrected.GetProperty("minutes").GetDouble());
        Assert.True(corrected.GetProperty("low_minutes").GetDouble() < 53 && corrected.GetProperty("high_minutes").GetDouble() > 54);
    }

    [Fact]
    public async Task Log_Empty_SaysThatItIsNotEnoughYet()
    {
        using var person = await app.RegisterAsync();

        var preview = await (await person.PostJsonAsync(Path + "/preview", new { estimated_minutes = 20 })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(JsonValueKind.Null, preview.GetProperty("corrected_minutes").ValueKind);
        Assert.Equal(0, preview.GetProperty("learnt").GetProperty("time_estimation_bias").GetDouble());
        Assert.False(preview.GetProperty("learnt").GetProperty("is_enough").GetBoolean());
        Assert.Empty((await person.GetJsonAsync(Path)).Items());
    }

    [Fact]
    public async Task Entry_StartedAndFinishedTwice_KeepsTheFirstTimeUnlessCorrected()
    {
        using var person = await app.RegisterAsync();
        var id = (await PostAsync(person, new { task = "Post", estimated_minutes = 30 })).GetProperty("entry").Id();

        var finished = await FinishAsync(person, id, new { });
        var again = await FinishAsync(person, id, new { });
        var corrected = await FinishAsync(person, id, new { actual_minutes = 42 });

        Assert.InRange(finished.GetProperty("actual_minutes").GetDouble(), 0.1, 10);
        Assert.Equal(finished.GetRawText(), again.GetRawText());
        Assert.Equal(42, corrected.GetProperty("actual_minutes").GetDouble());
        Assert.Equal(finished.GetProperty("finished_at").GetRawText(), corrected.GetProperty("finished_at").GetRawText());
    }

    [Fact]
    public async Task Entry_TakenAwayAndBroughtBack_TakesItsLessonAlong()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        for (var task = 0; task < 5; task++)
            await DoneAsync(person, 10, 20);
        var odd = (await DoneAsync(person, 10, 10_000)).GetProperty("entry").Id();
        var with = (await person.GetJsonAsync(Path)).GetProperty("learnt").GetRawText();

        using var foreign = await other.SendJsonAsync(HttpMethod.Delete, $"{Path}/{odd}");
        using var removed = await person.SendJsonAsync(HttpMethod.Delete, $"{Path}/{odd}");
        var without = (await person.GetJsonAsync(Path)).GetProperty("learnt");
        using var restored = await person.PostJsonAsync($"{Path}/{odd}/restore");

        await ProblemAssert.IsAsync(foreign, HttpStatusCode.NotFound, "time-estimate-not-found");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(Math.Pow(2, 5.0 / 6), without.GetProperty("factor").GetDouble(), 1e-9);
        await restored.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(with, (await person.GetJsonAsync(Path)).GetProperty("learnt").GetRawText());
    }

    [Fact]
    public async Task Entry_TakenAwayAMonthAgo_IsForgotten()
    {
        using var person = await app.RegisterAsync();
        var id = (await DoneAsync(person, 10, 20)).GetProperty("entry").Id();
        await app.QueryAsync<object>("update wellness.time_estimates set deleted_at = now() - interval '31 days' where id = $1", Guid.Parse(id));

        await new ForgetDeletedTools(app.Services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System).RunAsync(Calls.Token);

        Assert.Equal(0L, await app.QueryAsync<long>("select count(*) from wellness.time_estimates where id = $1", Guid.Parse(id)));
    }

    [Fact]
    public async Task Task_InTheDatabase_CannotBeRead()
    {
        using var person = await app.RegisterAsync();

        await PostAsync(person, new { task = "Call about the rhubarb", estimated_minutes = 10 });

        Assert.Equal("Call about the rhubarb", (await person.GetJsonAsync(Path)).Items()[0].Text("task"));
        Assert.DoesNotContain("rhubarb", await app.QueryAsync<string>(
            "select encode(task, 'escape') from wellness.time_estimates where user_id = $1", (await person.UserIdAsync()).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TheSameCallTwice_MakesOneEntry()
    {
        using var person = await app.RegisterAsync();
        var body = new { task = "Post", estimated_minutes = 10 };

        using var first = await person.PostJsonAsync(Path, body, "one");
        using var second = await person.PostJsonAsync(Path, body, "one");
        using var reused = await person.PostJsonAsync(Path, new { task = "Other", estimated_minutes = 10 }, "one");

        Assert.Equal((await first.JsonAsync(HttpStatusCode.Created)).GetProperty("entry").Id(), (await second.JsonAsync(HttpStatusCode.Created)).GetProperty("entry").Id());
        await ProblemAssert.IsAsync(reused, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Single((await person.GetJsonAsync(Path)).Items());
    }

    [Fact]
    public async Task List_OverPages_ComesNewestFirstAndOnce()
    {
        using var person = await app.RegisterAsync();
        for (var task = 1; task <= 5; task++)
            await PostAsync(person, new { task = $"Task {task}", estimated_minutes = 10 });

        var first = await person.GetJsonAsync(Path + "?limit=3");
        var second = await person.GetJsonAsync($"{Path}?limit=3&cursor={first.Text("next_cursor")}");

        Assert.Equal(["Task 5", "Task 4", "Task 3", "Task 2", "Task 1"], first.Items().Concat(second.Items()).Select(entry => entry.Text("task")));
        Assert.Null(second.Text("next_cursor"));
        using var broken = await person.GetAsync(new Uri(Path + "?cursor=x", UriKind.Relative), Calls.Token);
        await ProblemAssert.IsAsync(broken, HttpStatusCode.BadRequest, "validation");
    }

    [Theory]
    [InlineData("""{"task":" ","estimated_minutes":10}""", "task")]
    [InlineData("""{"task":"Post","estimated_minutes":0}""", "estimated_minutes")]
    [InlineData("""{"task":"Post","estimated_minutes":10,"actual_minutes":99999}""", "actual_minutes")]
    public async Task Create_WhatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync(Path, JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData(Path, """{"task":"I want to kill myself tonight","estimated_minutes":10}""")]
    [InlineData("/v1/adhd/tasks", """{"title":"Post","steps":[{"text":"I want to kill myself tonight"}]}""")]
    [InlineData("/v1/adhd/task-breakdown", """{"task":"I want to kill myself tonight"}""")]
    public async Task Words_ThatCallForHelp_AreHeard(string path, string body)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync(path, JsonSerializer.Deserialize<JsonElement>(body));

        var answer = await response.JsonAsync(path.EndsWith("breakdown", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Created);
        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("show_resources", answer.GetProperty("crisis").Text("response"));
        var eventId = answer.GetProperty("crisis").GetProperty("event_id").GetGuid();
        Assert.Equal("tool", await app.QueryAsync<string>("select trigger_source from wellness.crisis_events where id = $1", eventId));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'crisis.detected' and resource = $1", $"crisis_event/{eventId}"));
    }

    [Theory]
    [InlineData(Path, """{"task":"I want to kill myself tonight","estimated_minutes":0}""")]
    [InlineData("/v1/adhd/tasks", """{"title":"","steps":[{"text":"I want to kill myself tonight"}]}""")]
    [InlineData("/v1/adhd/task-breakdown", """{"task":"I want to kill myself tonight","max_steps":99}""")]
    public async Task Words_OfARefusedRequest_AreHeardToo(string path, string body)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync(path, JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("crisis_alert").GetBoolean());
    }

    private static async Task<JsonElement> PostAsync(HttpClient person, object body)
    {
        using var response = await person.PostJsonAsync(Path, body);
        return await response.JsonAsync(HttpStatusCode.Created);
    }

    private static Task<JsonElement> DoneAsync(HttpClient person, double estimated, double actual) =>
        PostAsync(person, new { task = "Post", estimated_minutes = estimated, actual_minutes = actual });

    private static async Task<JsonElement> FinishAsync(HttpClient person, string id, object body)
    {
        using var response = await person.PostJsonAsync($"{Path}/{id}/finish", body);
        return await response.JsonAsync(HttpStatusCode.OK);
    }
}
