using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.SafetyPlans;

public sealed class SafetyPlanTests(HalcyonApp app)
{
    private const string Path = "/v1/crisis/safety-plan";

    private static readonly object Plan = new
    {
        warning_signs = new[] { "I stop answering messages" },
        things_i_can_do = new[] { "Walk to the harbour", "Cold water on my wrists" },
        people_and_places = new[] { "The library" },
        people_to_ask = new[] { new { name = "Robin", phone = "+44 20 7946 0000" } },
        professionals = new[] { new { name = "Dr Example", phone = (string?)null } },
        making_it_safer = new[] { "Robin keeps the pills" },
    };

    [Fact]
    public async Task Plan_NotWrittenYet_IsEmpty()
    {
        using var person = await app.RegisterAsync();

        var plan = await person.GetJsonAsync(Path);

        Assert.Equal(JsonValueKind.Null, plan.GetProperty("updated_at").ValueKind);
        Assert.Equal(0, plan.GetProperty("warning_signs").GetArrayLength());
    }

    [Fact]
    public async Task Plan_Written_ComesBackAndIsUnreadableInTheDatabase()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();

        await PutAsync(person, Plan);

        var kept = await person.GetJsonAsync(Path);
        foreach (var section in JsonSerializer.SerializeToElement(Plan).EnumerateObject())
            Assert.Equal(JsonSerializer.Serialize(section.Value), JsonSerializer.Serialize(kept.GetProperty(section.Name)));
        Assert.Equal(0, (await other.GetJsonAsync(Path)).GetProperty("version").GetInt32());
        Assert.DoesNotContain("harbour", await app.QueryAsync<string>(
            "select encode(document, 'escape') from wellness.safety_plans where user_id = $1", (await person.UserIdAsync()).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Changed_KeepsEveryVersionAndRestoresOne()
    {
        using var person = await app.RegisterAsync();
        await PutAsync(person, Plan);
        await PutAsync(person, new { warning_signs = new[] { "Second" } });
        Assert.Equal(2, (await PutAsync(person, new { warning_signs = new[] { " Second " } })).GetProperty("version").GetInt32());

        using var restored = await person.PostJsonAsync($"{Path}/versions/1/restore");

        Assert.Equal(3, (await restored.JsonAsync(HttpStatusCode.OK)).GetProperty("version").GetInt32());
        Assert.Equal("The library", (await person.GetJsonAsync(Path)).GetProperty("people_and_places")[0].GetString());
        Assert.Equal("Second", (await person.GetJsonAsync($"{Path}/versions/2")).GetProperty("warning_signs")[0].GetString());
        Assert.Equal([3, 2, 1], (await person.GetJsonAsync($"{Path}/versions")).Items().Select(version => version.GetProperty("version").GetInt32()));
        using var unknown = await person.GetAsync(new Uri($"{Path}/versions/9", UriKind.Relative), Calls.Token);
        await ProblemAssert.IsAsync(unknown, HttpStatusCode.NotFound, "safety-plan-version-not-found");
    }

    [Fact]
    public async Task Plan_SavedFromManyTabsAtOnce_LosesNoVersion()
    {
        using var person = await app.RegisterAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(tab => PutAsync(person, new { warning_signs = new[] { $"tab {tab}" } })));

        Assert.Equal(Enumerable.Range(1, 8).Reverse(), (await person.GetJsonAsync($"{Path}/versions")).Items().Select(version => version.GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("""{"warning_signs":[" "]}""", "warning_signs")]
    [InlineData("""{"making_it_safer":[null]}""", "making_it_safer")]
    [InlineData("""{"people_to_ask":[{"phone":"1"}]}""", "people_to_ask")]
    [InlineData("""{"professionals":[null]}""", "professionals")]
    public async Task Plan_EntryThatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.SendJsonAsync(HttpMethod.Put, Path, JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private static async Task<JsonElement> PutAsync(HttpClient person, object plan)
    {
        using var response = await person.SendJsonAsync(HttpMethod.Put, Path, plan);
        return await response.JsonAsync(HttpStatusCode.OK);
    }
}
