using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Profiles;

public sealed class ProfileTests(HalcyonApp app)
{
    private const string Path = "/v1/users/me/profile";

    [Fact]
    public async Task Profile_NeverGiven_IsEmptyInUtc()
    {
        var me = await app.SignUpAsync();

        var profile = await app.GetAsync(Path, me.AccessToken).JsonAsync();

        Assert.Equal(JsonValueKind.Null, profile.GetProperty("first_name").ValueKind);
        Assert.Equal("UTC", profile.GetProperty("time_zone").GetString());
        Assert.Empty(profile.GetProperty("medical_conditions").EnumerateArray());
    }

    [Fact]
    public async Task Profile_Changed_KeepsWhatWasNotGivenAndRemovesWhatIsBlank()
    {
        var me = await app.SignUpAsync();
        await ChangeAsync(me, new
        {
            first_name = "  Ada ",
            last_name = "Lovelace",
            date_of_birth = "1990-02-28",
            age_range = "35-44",
            time_zone = "Europe/London",
            pronouns = "she/her",
            has_adhd = true,
            other_conditions = new[] { "migraine", "migraine " },
            medical_conditions = new[] { "asthma" },
        }).JsonAsync();

        var profile = await ChangeAsync(me, new { last_name = "", date_of_birth = "", medical_conditions = Array.Empty<string>() }).JsonAsync();

        Assert.Equal("UTC", (await ChangeAsync(me, new { time_zone = "UTC" }).JsonAsync()).GetProperty("time_zone").GetString());
        profile = await ChangeAsync(me, new { time_zone = "Europe/London" }).JsonAsync();
        Assert.Equal(profile.GetRawText(), (await app.GetAsync(Path, me.AccessToken).JsonAsync()).GetRawText());
        Assert.Equal("Ada", profile.GetProperty("first_name").GetString());
        Assert.Equal(JsonValueKind.Null, profile.GetProperty("last_name").ValueKind);
        Assert.Equal(JsonValueKind.Null, profile.GetProperty("date_of_birth").ValueKind);
        Assert.Equal("35-44", profile.GetProperty("age_range").GetString());
        Assert.Equal("Europe/London", profile.GetProperty("time_zone").GetString());
        Assert.True(profile.GetProperty("has_adhd").GetBoolean());
        Assert.Equal("migraine", Assert.Single(profile.GetProperty("other_conditions").EnumerateArray()).GetString());
        Assert.Empty(profile.GetProperty("medical_conditions").EnumerateArray());
        Assert.Equal(4, (await app.AuditAsync(me.Id)).Count(entry => entry == "profile.changed:success"));
    }

    [Fact]
    public async Task Profile_InTheDatabase_IsNotReadable()
    {
        var me = await app.SignUpAsync();
        await ChangeAsync(me, new { first_name = "Zebulon", medical_conditions = new[] { "narcolepsy" } }).JsonAsync();

        var stored = await app.QueryAsync<byte[]>($"select document from accounts.profiles where user_id = '{me.Id}'");

        Assert.True(stored!.AsSpan().IndexOf("Zebulon"u8) < 0 && stored.AsSpan().IndexOf("narcolepsy"u8) < 0, "The document holds plain text.");
    }

    [Fact]
    public async Task Profile_ManyChangesAtOnce_LoseNothing()
    {
        var me = await app.SignUpAsync();
        object[] changes =
        [
            new { first_name = "Ada" }, new { last_name = "Byron" }, new { pronouns = "she/her" }, new { has_adhd = true },
            new { has_anxiety = true }, new { age_range = "65+" }, new { time_zone = "Asia/Tokyo" }, new { other_conditions = new[] { "x" } },
        ];

        await Task.WhenAll(changes.Select(change => ChangeAsync(me, change).JsonAsync()));

        var profile = await app.GetAsync(Path, me.AccessToken).JsonAsync();
        Assert.Equal(
            ("Ada", "Byron", "she/her", true, true, "65+", "Asia/Tokyo", 1),
            (profile.GetProperty("first_name").GetString(), profile.GetProperty("last_name").GetString(), profile.GetProperty("pronouns").GetString(),
                profile.GetProperty("has_adhd").GetBoolean(), profile.GetProperty("has_anxiety").GetBoolean(), profile.GetProperty("age_range").GetString(),
                profile.GetProperty("time_zone").GetString(), profile.GetProperty("other_conditions").GetArrayLength()));
    }

    [Theory]
    [InlineData("""{"date_of_birth":"2999-01-01"}""", "date_of_birth")]
    [InlineData("""{"date_of_birth":"1890-01-01"}""", "date_of_birth")]
    [InlineData("""{"date_of_birth":"1990-02-30"}""", "date_of_birth")]
    [InlineData("""{"date_of_birth":"01/02/1990"}""", "date_of_birth")]
    [InlineData("""{"age_range":"old"}""", "age_range")]
    [InlineData("""{"time_zone":"Mars/Olympus"}""", "time_zone")]
    [InlineData("""{"time_zone":"W. Europe Standard Time"}""", "time_zone")]
    [InlineData("""{"time_zone":"../../etc/passwd"}""", "time_zone")]
    [InlineData("""{"first_name":"a\nb"}""", "first_name")]
    [InlineData("""{"medical_conditions":["ok",""]}""", "medical_conditions")]
    [InlineData("""{"medical_conditions":[null]}""", "medical_conditions")]
    public async Task Profile_ValueThatCannotBe_IsRefusedByItsName(string body, string field)
    {
        var me = await app.SignUpAsync();

        using var response = await app.SendAsync(HttpMethod.Patch, Path, Calls.Json(body), me.AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name.StartsWith(field, StringComparison.Ordinal));
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from accounts.profiles where user_id = '{me.Id}'"));
    }

    [Fact]
    public async Task Register_WithProfileAndScreening_KeepsBothUnderThePersonsKey()
    {
        var email = Calls.NewEmail();
        var answer = await app.PostAsync("/v1/auth/register", new
        {
            email,
            password = Calls.Password,
            profile = new { first_name = "Grace", date_of_birth = "1980-12-09" },
            health_screening = Screening("no"),
        }).JsonAsync(HttpStatusCode.Created);
        var me = SignedIn.From(answer, email);

        Assert.Equal("Grace", (await app.GetAsync(Path, me.AccessToken).JsonAsync()).GetProperty("first_name").GetString());
        var screening = await app.GetAsync("/v1/users/me/health-screening", me.AccessToken).JsonAsync();
        Assert.Equal("no", screening.GetProperty("heart_condition").GetString());
        Assert.Equal(["account.registered:success"], await app.AuditAsync(me.Id));
    }

    [Fact]
    public async Task Register_WithAnImpossibleProfile_OpensNothing()
    {
        var email = Calls.NewEmail();

        using var response = await app.PostAsync(
            "/v1/auth/register", new { email, password = Calls.Password, profile = new { date_of_birth = "2999-01-01" } });

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal("profile.date_of_birth", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from accounts.users where email = '{email}'"));
    }

    internal static Dictionary<string, string> Screening(string answer) => new(StringComparer.Ordinal)
    {
        ["photosensitive_epilepsy_or_seizures"] = answer,
        ["family_history_of_epilepsy"] = answer,
        ["heart_condition"] = answer,
        ["pacemaker_or_implant"] = answer,
        ["hearing_condition"] = answer,
        ["mental_health_condition"] = answer,
        ["psychotropic_medication"] = answer,
        ["pregnancy"] = answer,
        ["recent_head_injury"] = answer,
    };

    private Task<HttpResponseMessage> ChangeAsync(SignedIn me, object change) => app.SendAsync(HttpMethod.Patch, Path, change, me.AccessToken);
}
