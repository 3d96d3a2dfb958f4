using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Adhd.TaskBreakdown;
using Xunit;

namespace Halcyon.Wellness.Tests.Adhd;

public sealed class TaskBreakdownTests(HalcyonApp app)
{
    private const string Path = "/v1/adhd/task-breakdown";
    private const string RefreshVariable = "HALCYON_REFRESH_BREAKDOWNS";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Verbs of the body that a first step begins with.</summary>
    private static readonly string[] Bodily = ["Stand", "Sit", "Walk", "Go", "Put", "Take", "Fetch", "Open", "Touch", "Turn"];

    public static TheoryData<string, string> Examples => new()
    {
        { "Clean the kitchen", "clean_kitchen" },
        { "tidy my room", "clean" },
        { "Write essay about whales", "essay" },
        { "Reply to Ana's e-mail", "email" },
        { "Call the landlord", "call" },
        { "Make a dentist appointment", "appointment" },
        { "buy groceries", "shop_food" },
        { "Cook dinner", "cook" },
        { "Do the laundry", "laundry" },
        { "Revise for chemistry exam", "exam" },
        { "Do my taxes", "taxes" },
        { "Pay the electricity bill", "bills" },
        { "Fill in the benefits form", "forms" },
        { "Pack for the weekend", "pack" },
        { "Book a flight", "travel" },
        { "Move out of the flat", "move" },
        { "Apply for a job", "job" },
        { "Read a chapter", "read" },
        { "Go for a run", "exercise" },
        { "Team meeting", "meeting" },
        { "Prepare presentation", "present" },
        { "Fix the login bug", "code" },
        { "Repair the bike shed", "fix" },
        { "Decide about the offer", "decide" },
        { "Plan a birthday party", "plan" },
        { "Return the parcel", "parcel" },
        { "Have a shower", "shower" },
        { "Something entirely of my own", "general" },
        { "Kaffeemühle entkalken", "general" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Breakdown_OfATask_FollowsItsPattern(string task, string pattern)
    {
        using var person = await app.RegisterAsync();

        var answer = await PostAsync(person, new { task });

        Assert.Equal(pattern, answer.Text("pattern"));
        Assert.Equal(pattern != "general", answer.GetProperty("is_known").GetBoolean());
        Assert.InRange(answer.GetProperty("steps").GetArrayLength(), 5, 10);
        Assert.False(answer.GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task Breakdown_OfAnyStep_GoesTwoLevelsFurtherAndThenStops()
    {
        using var person = await app.RegisterAsync();
        foreach (var pattern in TaskPatterns.Shared.Patterns.Append(TaskPatterns.Shared.General))
        {
            foreach (var step in BreakDown.Of("My task", 0, null, 10, TaskPatterns.Shared with { Patterns = [pattern with { When = ["my task"] }] }).Steps)
            {
                Assert.True(step.CanDivide);
                var parts = BreakDown.Of(step.Text, 1, null, 10, TaskPatterns.Shared);
                Assert.NotEqual(TaskPatterns.Shared.AnyStep.Id, parts.Pattern);
                Assert.InRange(parts.Steps.Count, 3, 6);
                Assert.All(parts.Steps, part => Assert.True(part.CanDivide && part.Text != step.Text));
                Assert.All(BreakDown.Of(parts.Steps[1].Text, 2, null, 10, TaskPatterns.Shared).Steps, part => Assert.False(part.CanDivide));
            }
        }

        var first = (await PostAsync(person, new { task = "Clean the kitchen" })).GetProperty("steps")[5].Text("text");
        var second = (await PostAsync(person, new { task = first, parent = "Clean the kitchen" })).GetProperty("steps")[1].Text("text");
        var third = await PostAsync(person, new { task = second, parent = first, level = 2 });
        Assert.Equal("smallest", third.Text("pattern"));
        Assert.Contains(second!.TrimEnd('.'), third.GetProperty("steps")[2].Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_AllOfThem_BeginWithABodilyStepOfUnderTwoMinutes()
    {
        var all = TaskPatterns.Shared;
        Assert.True(all.Patterns.Count >= 25);
        Assert.Equal(all.Patterns.Count, all.Patterns.DistinctBy(pattern => pattern.Id).Count());
        foreach (var pattern in all.Patterns.Concat(all.Moves).Append(all.General).Append(all.AnyStep).Append(all.Smallest))
        {
            Assert.InRange(pattern.Steps[0].Minutes ?? 99, 0, 1);
            Assert.True(pattern.Steps.Count <= 10, pattern.Id);
            Assert.All(pattern.Steps, step => Assert.InRange(step.Text.Replace("{task}", new string('x', 61), StringComparison.Ordinal).Length, 5, 200));
        }

        Assert.All(all.Patterns, pattern => Assert.Contains(pattern.Steps[0].Text.Split(' ', ',')[0], Bodily));
    }

    [Fact]
    public void Patterns_AllOfThem_NeverShame()
    {
        string[] words = ["late", "failed", "overdue", "lazy", "should have", "finally", "just do"];

        var texts = TaskPatterns.Shared.Patterns.Concat(TaskPatterns.Shared.Moves).SelectMany(pattern => pattern.Steps).Select(step => $" {step.Text.ToLowerInvariant()} ");

        Assert.All(texts, text => Assert.DoesNotContain(words, word => text.Contains($" {word} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Breakdown_OnLittleEnergy_IsOnlyABeginning()
    {
        using var person = await app.RegisterAsync();

        var answer = await PostAsync(person, new { task = "Clean the kitchen", energy = 2 });
        var cut = await PostAsync(person, new { task = "Clean the kitchen", max_steps = 3 });

        Assert.Equal(4, answer.GetProperty("steps").GetArrayLength());
        Assert.Equal(TaskPatterns.Shared.LowEnergyEnd, answer.GetProperty("steps")[3].Text("text"));
        Assert.Equal((3, 4), (cut.GetProperty("steps").GetArrayLength(), cut.GetProperty("left_out").GetInt32()));
    }

    [Theory]
    [InlineData("How to hang myself")]
    [InlineData("collect pills for an overdose")]
    [InlineData("Write a goodbye letter")]
    public async Task Breakdown_OfHarm_GivesHelpAndNoSteps(string task)
    {
        using var person = await app.RegisterAsync();

        var answer = await PostAsync(person, new { task });

        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("show_resources", answer.GetProperty("crisis").Text("response"));
        Assert.Equal(0, answer.GetProperty("steps").GetArrayLength());
    }

    [Fact]
    public async Task Breakdown_KeepsNothing()
    {
        using var person = await app.RegisterAsync();

        await PostAsync(person, new { task = "Call the rhubarb office" });

        Assert.Empty((await person.GetJsonAsync("/v1/adhd/tasks")).Items());
        Assert.Equal(0L, await app.QueryAsync<long>("select count(*) from wellness.task_checklists where user_id = $1", (await person.UserIdAsync()).Value));
    }

    [Theory]
    [InlineData("""{"task":""}""", "task")]
    [InlineData("""{"task":"Post","max_steps":0}""", "max_steps")]
    [InlineData("""{"task":"Post","level":3}""", "level")]
    [InlineData("""{"task":"Post","energy":11}""", "energy")]
    public async Task Breakdown_WhatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync(Path, JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    /// <summary>The web app checks the same file (web/src/features/adhd/model/breakdown.test.ts).</summary>
    [Fact]
    public async Task Breakdowns_OfTheSharedList_AreWhatTheFileSays()
    {
        var expected = $"[\n{string.Join(",\n", SharedList().Select(one => JsonSerializer.Serialize(one, Json)))}\n]\n";
        var file = FileBeside();
        if (Environment.GetEnvironmentVariable(RefreshVariable) is not null)
            await File.WriteAllTextAsync(file, expected, Calls.Token);

        Assert.True(
            expected == (await File.ReadAllTextAsync(file, Calls.Token)).ReplaceLineEndings("\n"),
            $"Patterns or rules changed. To write the list anew: {RefreshVariable}=1, and run this class; then see that the web app agrees.");
    }

    private static IEnumerable<object> SharedList()
    {
        string[] odd =
        [
            "  Do the LAUNDRY!!  ", "clean-kitchen", "the dishes, then the bins", "Öffne den Brief", "go to doctor", "\u00a0Reply, finally…", "İstanbul trip",
            "I do not know where to begin with all of this and it goes on and on and on, for more than sixty letters", "😀😀 paint the 😀 wall",
            "How do I hang myself", "write", "talk to mum about Sunday", "ready for bed",
        ];
        foreach (var task in Examples.Select(row => row.Data.Item1).Concat(odd))
        {
            foreach (var (level, energy, maxSteps) in new (int, int?, int)[] { (0, null, 10), (0, 2, 10), (0, 5, 3), (1, null, 10), (2, null, 10) })
            {
                var isNever = BreakDown.IsNever(task, TaskPatterns.Shared);
                var (pattern, steps, leftOut) = BreakDown.Of(task, level, energy, maxSteps, TaskPatterns.Shared);
                yield return new { task, level, energy, maxSteps, isNever, pattern, leftOut, steps };
            }
        }
    }

    private static string FileBeside([CallerFilePath] string here = "") => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "task_breakdowns.json");

    private static async Task<JsonElement> PostAsync(HttpClient person, object body)
    {
        using var response = await person.PostJsonAsync(Path, body);
        return await response.JsonAsync(HttpStatusCode.OK);
    }
}
