using System.Net;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Halcyon.Wellness.Crisis.Resources;
using Xunit;

namespace Halcyon.Wellness.Tests.Crisis;

public sealed class CrisisResourcesTests(HalcyonApp app)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(180);

    public static TheoryData<string, string, string> KnownLines => new()
    {
        { "US", "911", "988" }, { "CA", "911", "988" }, { "GB", "999", "116 123" }, { "IE", "112", "116 123" }, { "FR", "112", "3114" },
        { "DE", "112", "0800 111 0 111" }, { "ES", "112", "024" }, { "NL", "112", "113" }, { "AU", "000", "13 11 14" }, { "NZ", "111", "1737" },
        { "IN", "112", "14416" },
    };

    [Theory]
    [MemberData(nameof(KnownLines))]
    public async Task Resources_OfACountry_NameItsEmergencyNumberFirstAndItsLine(string country, string emergency, string line)
    {
        var help = await app.Anonymous.GetJsonAsync($"/v1/crisis/resources?country={country.ToLowerInvariant()}");

        Assert.Equal(country, help.Text("country"));
        Assert.Equal(emergency, help.GetProperty("emergency")[0].Text("number"));
        Assert.Equal(line, help.GetProperty("lines")[0].Text("call"));
        Assert.NotEmpty(help.GetProperty("directories").EnumerateArray());
    }

    [Theory]
    [InlineData("en-GB,en;q=0.8", "GB")]
    [InlineData("en;q=0.9,de-DE;q=0.8", "DE")]
    [InlineData("zh-Hant-NZ", "NZ")]
    [InlineData("pt-PT", "PT")]
    [InlineData("en", null)]
    [InlineData("*", null)]
    [InlineData("%%%", null)]
    public async Task Resources_WithoutACountry_GoByTheLanguageAndNeverByTheAddress(string language, string? country)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/crisis/resources");
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.9");

        using var response = await app.Anonymous.SendAsync(request, Calls.Token);

        Assert.Equal(country, (await response.JsonAsync(HttpStatusCode.OK)).Text("country"));
        Assert.Contains("Accept-Language", response.Headers.Vary);
        Assert.True(response.Headers.CacheControl?.Public);
    }

    [Theory]
    [InlineData("XX")]
    [InlineData("nowhere at all")]
    [InlineData("%00")]
    public async Task Resources_OfAnUnknownCountry_AreWhatHelpsAnywhere(string country)
    {
        var help = await app.Anonymous.GetJsonAsync($"/v1/crisis/resources?country={country}");

        Assert.Contains("112", help.Text("note"), StringComparison.Ordinal);
        Assert.Equal(3, help.GetProperty("directories").GetArrayLength());
    }

    [Fact]
    public async Task Resources_AskedAsOftenAsAnybodyLikes_AreNeverRefused()
    {
        await using var strict = await HalcyonApp.StartAsync(options => options with { RateLimits = new RateLimits(1, 1) });

        for (var call = 0; call < 5; call++)
        {
            await strict.Anonymous.GetJsonAsync("/v1/crisis/resources?country=GB");
            await strict.Anonymous.GetJsonAsync("/v1/crisis/resources/all");
        }
    }

    [Fact]
    public async Task AllResources_ForTheDevice_HoldEveryCountry()
    {
        var all = await app.Anonymous.GetJsonAsync("/v1/crisis/resources/all");

        Assert.Equal(CrisisResources.All.Countries.Count, all.GetProperty("countries").GetArrayLength());
        Assert.Contains(all.GetProperty("countries").EnumerateArray(), country => country.Text("country") == "AT");
    }

    /// <summary>So that nobody adds a number without saying where it is from and when to look again.</summary>
    [Fact]
    public void Rows_OfTheFile_EachHaveASourceAndANextCheckWithinHalfAYear()
    {
        var faults = Rows().Where(row =>
            !Uri.TryCreate(row.SourceUrl, UriKind.Absolute, out var source) || source.Scheme is not ("https" or "http")
            || row.Basis is not ("read" or "known")
            || row.NextCheck <= row.CheckedOn || row.NextCheck.DayNumber - row.CheckedOn.DayNumber > LongestWait.Days).Select(row => row.Name);

        Assert.Empty(faults);
        Assert.NotEmpty(Rows());
        Assert.All(CrisisResources.All.Countries.SelectMany(country => country.Lines), line =>
        {
            Assert.NotEmpty(line.Languages);
            Assert.NotEmpty(line.Hours);
            Assert.True((line.Call ?? line.Text ?? line.ChatUrl ?? line.Email) is not null, line.Name);
        });
    }

    /// <summary>
    /// Lists rot. The gate sets HALCYON_CHECK_DATES, and then a row whose day has come fails; an old release can still be built
    /// and tested without it, and says so here.
    /// </summary>
    [Fact]
    public void Rows_WhoseDayHasCome_AreCheckedAgain()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var overdue = Rows().Where(row => row.NextCheck < today).Select(row => $"{row.Name} ({row.NextCheck:yyyy-MM-dd})").ToList();
        if (overdue.Count == 0)
            return;

        var message = $"Look at the sources again, then change checked_on and next_check in crisis_resources.json: {string.Join(", ", overdue)}";
        Assert.True(Environment.GetEnvironmentVariable("HALCYON_CHECK_DATES") is null, message);
        Assert.Skip(message);
    }

    private static IEnumerable<(string Name, string SourceUrl, DateOnly CheckedOn, DateOnly NextCheck, string Basis)> Rows()
    {
        foreach (var country in CrisisResources.All.Countries.Append(CrisisResources.All.Elsewhere))
        {
            foreach (var row in country.Emergency)
                yield return ($"{country.Country} {row.Number}", row.SourceUrl, row.CheckedOn, row.NextCheck, row.Basis);
            foreach (var row in country.Lines)
                yield return ($"{country.Country} {row.Name}", row.SourceUrl, row.CheckedOn, row.NextCheck, row.Basis);
            foreach (var row in country.Directories)
                yield return (row.Name, row.SourceUrl, row.CheckedOn, row.NextCheck, row.Basis);
        }
    }
}
