using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Interventions;
using Xunit;

namespace Halcyon.Wellness.Tests.Interventions;

public sealed class InterventionsTests(HalcyonApp app)
{
    [Fact]
    public async Task List_ByPages_GivesEveryActionOnceInOrderOfName()
    {
        var client = await app.RegisterAsync();
        var names = new List<string>();
        for (var path = "/v1/interventions?limit=40"; path is not null;)
        {
            var page = await client.GetJsonAsync(path);
            names.AddRange(page.Items().Select(item => item.Text("name")!));
            path = page.Text("next_cursor") is { } cursor ? $"/v1/interventions?limit=40&cursor={cursor}" : null;
        }

        Assert.Equal(LibraryFile.ReadAll().SelectMany(file => file.Interventions).Select(item => item.Name).Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task List_Filtered_GivesOnlyWhatFits()
    {
        var client = await app.RegisterAsync();

        var page = await client.GetJsonAsync(
            "/v1/interventions?limit=100&therapeutic_approach=Sensory&duration_max=90&energy_level=1&target_emotion=fear");

        Assert.NotEmpty(page.Items());
        Assert.All(page.Items(), item =>
        {
            Assert.Equal("Sensory", item.Text("therapeutic_approach"));
            Assert.InRange(item.GetProperty("duration_seconds").GetInt32(), 30, 90);
            Assert.Equal(1, item.GetProperty("energy_required").GetInt32());
            Assert.Contains("fear", item.GetProperty("target_emotions").EnumerateArray().Select(emotion => emotion.GetString()));
            // Nothing was rated yet, and nothing is made up.
            Assert.Equal(JsonValueKind.Null, item.GetProperty("global_effectiveness").ValueKind);
        });
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("cursor=nonsense")]
    [InlineData("target_emotion=hungry")]
    [InlineData("therapeutic_approach=Magic")]
    [InlineData("energy_level=11")]
    public async Task List_WithAnImpossibleValue_IsRefused(string query)
    {
        var client = await app.RegisterAsync();
        using var response = await client.GetAsync(new Uri($"/v1/interventions?{query}", UriKind.Relative), Calls.Token);
        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    [Theory]
    [InlineData("breath", "slow-six")]
    [InlineData("cant sleep", "sleep-wind-down")]
    [InlineData("panic: (anxious) & ground*", "grounding-54321")]
    [InlineData("GROUNDI", "drop-anchor")]
    public async Task Search_ByWordsOrTheirBeginnings_FindsTheAction(string words, string expected)
    {
        var client = await app.RegisterAsync();
        var found = await client.GetJsonAsync($"/v1/interventions/search?limit=100&q={Uri.EscapeDataString(words)}");
        Assert.Contains(expected, found.Items().Select(item => item.Id()));
    }

    [Fact]
    public async Task Search_NameBeforeDescription_ComesFirst()
    {
        var client = await app.RegisterAsync();
        var found = await client.GetJsonAsync("/v1/interventions/search?q=dance");
        Assert.Equal("dance-one-song", found.Items()[0].Id());
        Assert.Empty((await client.GetJsonAsync("/v1/interventions/search?q=%26%7C!")).Items());
    }

    [Fact]
    public async Task Get_KnownAndUnknown_GivesTheActionOrNotFound()
    {
        var client = await app.RegisterAsync();

        var item = await client.GetJsonAsync("/v1/interventions/box-breathing");
        Assert.Equal("breathing", item.Text("player"));
        Assert.Equal(3, item.GetProperty("player_settings").GetProperty("hold_seconds").GetInt32());
        Assert.Equal(["breath_holding"], item.GetProperty("contraindications").EnumerateArray().Select(name => name.GetString()));
        Assert.Single(item.GetProperty("cautions").EnumerateArray());
        using var missing = await client.GetAsync(new Uri("/v1/interventions/no-such-action", UriKind.Relative), Calls.Token);
        await ProblemAssert.IsAsync(missing, HttpStatusCode.NotFound, "intervention-not-found");
    }

    [Fact]
    public async Task Choices_FavouriteAndHidden_AreOnesOwnAndExcludeEachOther()
    {
        var client = await app.RegisterAsync();
        var other = await app.RegisterAsync();

        await SendAsync(client, HttpMethod.Put, "hum/favourite", HttpStatusCode.NoContent);
        Assert.True((await client.GetJsonAsync("/v1/interventions/hum")).GetProperty("is_favourite").GetBoolean());
        Assert.False((await other.GetJsonAsync("/v1/interventions/hum")).GetProperty("is_favourite").GetBoolean());
        Assert.Equal(["hum"], (await client.GetJsonAsync("/v1/interventions?favourites=true")).Items().Select(item => item.Id()));

        await SendAsync(client, HttpMethod.Put, "hum/hidden", HttpStatusCode.NoContent);
        Assert.Empty((await client.GetJsonAsync("/v1/interventions?favourites=true")).Items());
        Assert.DoesNotContain("hum", (await client.GetJsonAsync("/v1/interventions/search?q=hum")).Items().Select(item => item.Id()));
        Assert.Equal(["hum"], (await client.GetJsonAsync("/v1/interventions?hidden=true")).Items().Select(item => item.Id()));

        await SendAsync(client, HttpMethod.Delete, "hum/hidden", HttpStatusCode.NoContent);
        Assert.Contains("hum", (await client.GetJsonAsync("/v1/interventions/search?q=hum")).Items().Select(item => item.Id()));
        await SendAsync(client, HttpMethod.Put, "no-such-action/hidden", HttpStatusCode.NotFound);
    }

    private static async Task SendAsync(HttpClient client, HttpMethod method, string path, HttpStatusCode expected)
    {
        using var response = await client.SendJsonAsync(method, $"/v1/interventions/{path}");
        Assert.Equal(expected, response.StatusCode);
    }
}
