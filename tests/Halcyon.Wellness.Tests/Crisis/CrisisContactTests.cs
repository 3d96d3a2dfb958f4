using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Crisis;

public sealed class CrisisContactTests(HalcyonApp app)
{
    private const string Letter = "crisis_contact";
    private static int _contacts;

    [Fact]
    public async Task Contact_NotNamedYet_IsEmptyWithATextMessageAtHand()
    {
        using var person = await app.RegisterAsync();

        var contact = await person.GetJsonAsync("/v1/crisis/contact");

        Assert.Equal(JsonValueKind.Null, contact.GetProperty("name").ValueKind);
        Assert.False(contact.GetProperty("consented").GetBoolean());
        Assert.NotEmpty(contact.Text("sms_text")!);
    }

    [Fact]
    public async Task Contact_ToldTwiceAtOnce_GetsOneLetterAsPreviewed()
    {
        using var person = await app.RegisterAsync();
        var (email, preview) = await NameAsync(person, consented: true);
        var id = await CrisisStepTests.ReportAsync(person);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var told = await person.PostJsonAsync("/v1/crisis/contact/notify", new { event_id = id });
            Assert.NotEqual(JsonValueKind.Null, (await told.JsonAsync(HttpStatusCode.OK)).GetProperty("contact_notified_at").ValueKind);
        }));

        var letter = Assert.Single(await app.LettersAsync(email, Letter));
        Assert.Equal(preview, letter.Text);
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'crisis.contact_notified' and resource = $1", $"crisis_event/{id}"));
    }

    [Fact]
    public async Task Contact_WithoutConsent_IsNeverTold()
    {
        using var person = await app.RegisterAsync();
        var (email, _) = await NameAsync(person, consented: false, automatic: true);
        var id = await CrisisStepTests.ReportAsync(person);

        using var told = await person.PostJsonAsync("/v1/crisis/contact/notify", new { event_id = id });
        await app.HandleEventsAsync(Calls.Token);

        await ProblemAssert.IsAsync(told, HttpStatusCode.Conflict, "contact-not-consented");
        Assert.Empty(await app.LettersAsync(email));
    }

    [Fact]
    public async Task Contact_Automatic_IsToldByItselfForWhatHappensAfterwardsOnly()
    {
        using var person = await app.RegisterAsync();
        await CrisisStepTests.ReportAsync(person);
        var (email, _) = await NameAsync(person, consented: true, automatic: true);
        await app.HandleEventsAsync(Calls.Token);
        Assert.Empty(await app.LettersAsync(email));

        await person.CheckInAsync(new { mood_score = 1, energy_level = 1, journal_text = "I want to die." });
        await app.HandleEventsAsync(Calls.Token);

        var letter = Assert.Single(await app.LettersAsync(email, Letter));
        Assert.DoesNotContain("die", letter.Text.Replace("suicide", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_Automatic_IsNotToldOfWordsThatWereLeftUnsaid()
    {
        using var person = await app.RegisterAsync();
        var (email, _) = await NameAsync(person, consented: true, automatic: true);

        using var heard = await person.PostJsonAsync("/v1/crisis/hear", new { words = new[] { "I want to die." } });
        await app.HandleEventsAsync(Calls.Token);

        var eventId = (await heard.JsonAsync(HttpStatusCode.OK)).GetProperty("crisis").GetProperty("event_id").GetGuid();
        Assert.Empty(await app.LettersAsync(email));
        using var told = await person.PostJsonAsync("/v1/crisis/contact/notify", new { event_id = eventId });
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Assert.Single(await app.LettersAsync(email, Letter));
    }

    [Fact]
    public async Task Contact_NotAutomatic_IsNotToldByItself()
    {
        using var person = await app.RegisterAsync();
        var (email, _) = await NameAsync(person, consented: true);

        await person.CheckInAsync(new { mood_score = 1, energy_level = 1, journal_text = "I want to die." });
        await app.HandleEventsAsync(Calls.Token);

        Assert.Empty(await app.LettersAsync(email));
    }

    [Fact]
    public async Task Contact_AFourthTimeInADay_IsNotWrittenTo()
    {
        using var person = await app.RegisterAsync();
        var (email, _) = await NameAsync(person, consented: true);
        for (var letter = 0; letter < 3; letter++)
        {
            using var told = await person.PostJsonAsync("/v1/crisis/contact/notify", new { event_id = await CrisisStepTests.ReportAsync(person) });
            await told.JsonAsync(HttpStatusCode.OK);
        }

        using var fourth = await person.PostJsonAsync("/v1/crisis/contact/notify", new { event_id = await CrisisStepTests.ReportAsync(person) });

        await ProblemAssert.IsAsync(fourth, HttpStatusCode.Conflict, "contact-told-often");
        Assert.Equal(3, (await app.LettersAsync(email, Letter)).Count);
    }

    [Fact]
    public async Task Contact_ForSomebodyElsesEventOrWithoutAContact_IsRefused()
    {
        using var person = await app.RegisterAsync();
        using var stranger = await app.RegisterAsync();
        var id = await CrisisStepTests.ReportAsync(person);
        var (email, _) = await NameAsync(stranger, consented: true);

        using var others = await stranger.PostJsonAsync("/v1/crisis/contact/notify", new { event_id = id });
        using var none = await person.PostJsonAsync("/v1/crisis/contact/notify", new { event_id = id });
        using var empty = await person.PostJsonAsync("/v1/crisis/contact/notify", new { });

        await ProblemAssert.IsAsync(others, HttpStatusCode.NotFound, "crisis-event-not-found");
        await ProblemAssert.IsAsync(none, HttpStatusCode.Conflict, "no-contact");
        await ProblemAssert.IsAsync(empty, HttpStatusCode.BadRequest, "validation");
        Assert.Empty(await app.LettersAsync(email));
    }

    [Fact]
    public async Task Contact_Removed_IsGone()
    {
        using var person = await app.RegisterAsync();
        await NameAsync(person, consented: true);

        using var removed = await person.SendJsonAsync(HttpMethod.Delete, "/v1/crisis/contact");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await person.GetJsonAsync("/v1/crisis/contact")).GetProperty("name").ValueKind);
    }

    [Theory]
    [InlineData("""{"phone":"123"}""", "name")]
    [InlineData("""{"name":"   "}""", "name")]
    [InlineData("""{"name":"Ann\r\nBcc: all@example.org"}""", "name")]
    [InlineData("""{"name":"Ann","email":"ann"}""", "email")]
    [InlineData("""{"name":"Ann","email":"ann@example.org, bob@example.org"}""", "email")]
    [InlineData("""{"name":"Ann","phone":"call me"}""", "phone")]
    public async Task Contact_ValueThatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.SendJsonAsync(HttpMethod.Put, "/v1/crisis/contact", JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private static async Task<(string Email, string Preview)> NameAsync(HttpClient person, bool consented, bool automatic = false)
    {
        var email = $"contact{Interlocked.Increment(ref _contacts)}@example.org";
        using var named = await person.SendJsonAsync(
            HttpMethod.Put, "/v1/crisis/contact", new { name = "Robin", phone = "+44 20 7946 0000", email, consented, automatic });
        var contact = await named.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(consented && automatic, contact.GetProperty("automatic").GetBoolean());
        return (email, contact.Text("message_preview")!);
    }
}
