using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.CheckIns.Retention;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

/// <summary>Each with a server of its own: the job is about everybody.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Detail_OlderThanTwoYears_BecomesTheNumbersOfItsMonth()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var forgetful = await app.RegisterAsync();
        using var keeping = await app.RegisterAsync();
        using (var kept = await keeping.SendJsonAsync(HttpMethod.Put, "/v1/checkins/retention", new { keep_for_ever = true }))
            Assert.True((await kept.JsonAsync(HttpStatusCode.OK)).GetProperty("keep_for_ever").GetBoolean());
        var month = DateTime.UtcNow.AddYears(-2).AddMonths(-2);
        var csv = $"date,mood,energy,note\n{month:yyyy-MM}-03,2,3,one\n{month:yyyy-MM}-04,6,5,two\n{DateTime.UtcNow.AddYears(-2).AddMonths(1):yyyy-MM}-05,7,7,young\n";
        foreach (var person in new[] { forgetful, keeping })
        {
            using var imported = await person.PostJsonAsync(
                "/v1/checkins/import", new { csv, mapping = new { date_column = "date", mood_column = "mood", energy_column = "energy", note_column = "note" } });
            Assert.Equal(3, (await imported.JsonAsync(HttpStatusCode.OK)).GetProperty("imported").GetInt32());
        }

        Assert.Equal(2, (await forgetful.GetJsonAsync("/v1/checkins/retention")).GetProperty("next_removal_count").GetInt32());
        for (var night = 0; night < 2; night++)
            await ActivatorUtilities.CreateInstance<DropOldDetail>(app.Services).RunAsync(Calls.Token);

        Assert.Equal("young", Assert.Single((await forgetful.GetJsonAsync("/v1/checkins")).Items()).Text("journal_text"));
        var left = Assert.Single((await forgetful.GetJsonAsync("/v1/checkins/months")).Items());
        Assert.Equal($"{month:yyyy-MM}-01", left.Text("month"));
        Assert.Equal(2, left.GetProperty("check_ins").GetInt32());
        Assert.Equal(4, left.GetProperty("mood_average").GetDouble());
        Assert.Equal(2, left.GetProperty("mood_lowest").GetInt32());
        Assert.Equal(3, (await keeping.GetJsonAsync("/v1/checkins")).Items().Count);
        Assert.Empty((await keeping.GetJsonAsync("/v1/checkins/months")).Items());
    }

    [Fact]
    public async Task Retention_NotChosen_TellsWhatHappensAndRefusesNothingElse()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var person = await app.RegisterAsync();

        var retention = await person.GetJsonAsync("/v1/checkins/retention");
        using var empty = await person.SendJsonAsync(HttpMethod.Put, "/v1/checkins/retention", new { });

        Assert.False(retention.GetProperty("keep_for_ever").GetBoolean());
        Assert.Equal(JsonValueKind.Null, retention.GetProperty("next_removal_on").ValueKind);
        await ProblemAssert.IsAsync(empty, HttpStatusCode.BadRequest, "validation");
    }
}
