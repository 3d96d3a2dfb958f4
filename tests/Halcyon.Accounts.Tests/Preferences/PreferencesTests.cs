using System.Net;
using System.Text.Json.Nodes;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Preferences;

public sealed class PreferencesTests(HalcyonApp app)
{
    private const string Path = "/v1/users/me/preferences";

    [Fact]
    public async Task Preferences_NeverChosen_AreTheDefaultsOfTheSpecification()
    {
        var me = await app.SignUpAsync();

        var values = await ReadAsync(me);

        Assert.Equal(
            """
            {"theme":"calm_light","font_family":"inter","font_size":16,"animation_speed":"normal","high_contrast":false,"sound_enabled":true,"haptic_feedback":true,"notification_sound":"gentle_chime","reduce_motion":false,"preferred_language":"en","communication_style":"warm","morning_checkin_enabled":true,"morning_checkin_time":"08:00","evening_reflection_enabled":true,"evening_reflection_time":"20:00","max_notifications_per_day":3,"quiet_hours_start":"22:00","quiet_hours_end":"07:00","time_blindness_support":false,"task_breakdown_auto":false,"hyperfocus_reminders":false,"dopamine_reward_style":"subtle","sensory_load_tracking":false,"routine_deviation_alerts":false,"emotion_scaffolding_level":1}
            """,
            values.ToJsonString());
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from accounts.preferences where user_id = '{me.Id}'"));
    }

    [Fact]
    public async Task Preferences_Replaced_AreAllAsGiven()
    {
        var me = await app.SignUpAsync();
        var values = await ReadAsync(me);
        (values["theme"], values["font_size"], values["quiet_hours_start"], values["emotion_scaffolding_level"]) = ("warm_evening", 28, "00:00", 3);
        (values["preferred_language"], values["high_contrast"], values["max_notifications_per_day"]) = ("en-GB", true, 0);

        await PutAsync(me, values).JsonAsync();
        (values["theme"], values["sound_enabled"]) = ("calm_dark", false);
        await PutAsync(me, values).JsonAsync();

        Assert.Equal(values.ToJsonString(), (await ReadAsync(me)).ToJsonString());
        Assert.NotEqual(values.ToJsonString(), (await ReadAsync(await app.SignUpAsync())).ToJsonString());
    }

    [Fact]
    public async Task Preferences_FirstWrittenManyTimesAtOnce_AllSucceed()
    {
        var me = await app.SignUpAsync();
        var values = await ReadAsync(me);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(me, values).StatusAsync()));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Theory]
    [InlineData("theme", "neon")]
    [InlineData("theme", "")]
    [InlineData("font_family", "comic")]
    [InlineData("font_size", 11)]
    [InlineData("font_size", 29)]
    [InlineData("animation_speed", "frantic")]
    [InlineData("notification_sound", "siren")]
    [InlineData("preferred_language", "english")]
    [InlineData("preferred_language", "en\n")]
    [InlineData("communication_style", "rude")]
    [InlineData("morning_checkin_time", "8:00")]
    [InlineData("evening_reflection_time", "24:00")]
    [InlineData("max_notifications_per_day", 21)]
    [InlineData("quiet_hours_start", "22:60")]
    [InlineData("quiet_hours_end", "07:00:00")]
    [InlineData("dopamine_reward_style", "casino")]
    [InlineData("emotion_scaffolding_level", 0)]
    [InlineData("emotion_scaffolding_level", 4)]
    public async Task Preferences_ValueOutsideItsList_IsRefusedByItsName(string field, object value)
    {
        var me = await app.SignUpAsync();
        var values = await ReadAsync(me);
        values[field] = JsonValue.Create(value);

        using var response = await PutAsync(me, values);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Preferences_AnyValueMissing_AreRefused()
    {
        var me = await app.SignUpAsync();
        var all = await ReadAsync(me);
        foreach (var name in all.Select(entry => entry.Key).ToList())
        {
            var values = all.DeepClone().AsObject();
            values.Remove(name);
            Assert.Equal((name, HttpStatusCode.BadRequest), (name, await PutAsync(me, values).StatusAsync()));
        }
    }

    private Task<HttpResponseMessage> PutAsync(SignedIn me, JsonObject values) =>
        app.SendAsync(HttpMethod.Put, Path, Calls.Json(values.ToJsonString()), me.AccessToken);

    private async Task<JsonObject> ReadAsync(SignedIn me) =>
        JsonNode.Parse((await app.GetAsync(Path, me.AccessToken).JsonAsync()).GetRawText())!.AsObject();
}
