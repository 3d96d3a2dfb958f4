using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Halcyon.Platform.Events;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.Interventions;

public sealed class SessionTests(HalcyonApp app)
{
    [Fact]
    public async Task Session_StartedAndRated_IsKeptLearntFromAndTold()
    {
        var client = await app.RegisterAsync();
        var userId = (await client.UserIdAsync()).Value;
        var checkIn = (await client.CheckInAsync(new { mood_score = 3, energy_level = 2, emotion_tags = new[] { "anxious" } })).GetProperty("checkin");
        var session = await StartAsync(client, "drop-anchor", new { checkin_id = checkIn.Id() });

        var done = await CompleteAsync(client, session, new
        {
            effectiveness_rating = 5,
            feedback_tags = new[] { "calming" },
            feedback_text = "my cat helped",
            duration_actual_seconds = 118,
        });

        Assert.True(done.GetProperty("was_completed").GetBoolean());
        Assert.Equal("my cat helped", done.Text("feedback_text"));
        Assert.Equal("anxiety", done.Text("emotion"));
        Assert.Equal(2, done.GetProperty("energy_level").GetInt32());
        Assert.Equal(checkIn.Id(), done.Text("checkin_id"));
        Assert.Equal(JsonValueKind.Null, done.GetProperty("predicted_effectiveness").ValueKind);
        Assert.Equal(1.0, await app.QueryAsync<double>("select actual_effectiveness from wellness.intervention_sessions where id = $1", session));
        Assert.InRange(await app.QueryAsync<double>("select learning_signal from wellness.intervention_sessions where id = $1", session), 0.2, 0.8);
        Assert.Equal(1, await app.QueryAsync<int>("select total_interactions from wellness.recommender_states where user_id = $1", userId));
        Assert.DoesNotContain("cat", System.Text.Encoding.UTF8.GetString(
            (await app.QueryAsync<byte[]>("select feedback_text from wellness.intervention_sessions where id = $1", session))!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_Completed_IsToldToOtherModulesAndASkippedOneIsNot()
    {
        var heard = Channel.CreateUnbounded<InterventionCompleted>();
        await using var listening = await HalcyonApp.StartAsync(configure: builder => builder.Services
            .AddSingleton(heard)
            .AddScoped<IHandle<InterventionCompleted>, Listener>());
        using var client = await listening.RegisterAsync();
        var skipped = await StartAsync(client, "hum");
        using (await client.PostJsonAsync($"/v1/interventions/sessions/{skipped}/skip"))
        {
        }

        var session = await StartAsync(client, "hum");
        await CompleteAsync(client, session, new { });

        var told = await heard.Reader.ReadAsync(Calls.Token);
        Assert.Equal((await client.UserIdAsync(), session), (told.UserId, told.SessionId));
        await listening.HandleEventsAsync(Calls.Token);
        Assert.False(heard.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Session_EndedTwice_CountsOnceAndCannotBeTurnedAround()
    {
        var client = await app.RegisterAsync();
        var userId = (await client.UserIdAsync()).Value;
        var session = await StartAsync(client, "hum");
        await CompleteAsync(client, session, new { effectiveness_rating = 4 });

        var again = await CompleteAsync(client, session, new { effectiveness_rating = 1 });
        using var skipped = await client.PostJsonAsync($"/v1/interventions/sessions/{session}/skip");

        Assert.Equal(4, again.GetProperty("effectiveness_rating").GetInt32());
        await ProblemAssert.IsAsync(skipped, HttpStatusCode.Conflict, "intervention-session-ended");
        Assert.Equal(1, await app.QueryAsync<int>("select total_interactions from wellness.recommender_states where user_id = $1", userId));
    }

    [Fact]
    public async Task Session_EndedByTwoCallsAtOnce_CountsOnce()
    {
        var client = await app.RegisterAsync();
        var userId = (await client.UserIdAsync()).Value;
        var session = await StartAsync(client, "hum");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CompleteAsync(client, session, new { effectiveness_rating = 4 })));

        Assert.Equal(1, await app.QueryAsync<int>("select total_interactions from wellness.recommender_states where user_id = $1", userId));
    }

    [Fact]
    public async Task Session_Skipped_IsListedAsSuch()
    {
        var client = await app.RegisterAsync();
        var first = await StartAsync(client, "hum");
        var second = await StartAsync(client, "colour-hunt");
        using var skipped = await client.PostJsonAsync($"/v1/interventions/sessions/{first}/skip");
        Assert.Equal(HttpStatusCode.OK, skipped.StatusCode);

        var page = await client.GetJsonAsync("/v1/interventions/sessions?limit=1");
        var next = await client.GetJsonAsync($"/v1/interventions/sessions?limit=1&cursor={page.Text("next_cursor")}");

        Assert.Equal(second, page.Items()[0].GetProperty("id").GetGuid());
        Assert.Equal("Colour hunt", page.Items()[0].Text("name"));
        Assert.True(next.Items()[0].GetProperty("was_skipped").GetBoolean());
        Assert.Null(next.Text("next_cursor"));
    }

    [Fact]
    public async Task Start_WithTheSameKey_BeginsOneSession()
    {
        var client = await app.RegisterAsync();
        using var first = await client.PostJsonAsync("/v1/interventions/hum/start", new { }, "a key");
        using var second = await client.PostJsonAsync("/v1/interventions/hum/start", new { }, "a key");
        using var other = await client.PostJsonAsync("/v1/interventions/colour-hunt/start", new { }, "a key");

        Assert.Equal(
            (await first.JsonAsync(HttpStatusCode.Created)).GetProperty("session_id").GetGuid(),
            (await second.JsonAsync(HttpStatusCode.Created)).GetProperty("session_id").GetGuid());
        await ProblemAssert.IsAsync(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Single((await client.GetJsonAsync("/v1/interventions/sessions")).Items());
    }

    [Fact]
    public async Task Session_OfSomebodyElse_IsNotFound()
    {
        var session = await StartAsync(await app.RegisterAsync(), "hum");
        var other = await app.RegisterAsync();

        using var completed = await other.PostJsonAsync($"/v1/interventions/sessions/{session}/complete", new { effectiveness_rating = 1 });
        using var skipped = await other.PostJsonAsync($"/v1/interventions/sessions/{session}/skip");

        await ProblemAssert.IsAsync(completed, HttpStatusCode.NotFound, "intervention-session-not-found");
        await ProblemAssert.IsAsync(skipped, HttpStatusCode.NotFound, "intervention-session-not-found");
        Assert.Empty((await other.GetJsonAsync("/v1/interventions/sessions")).Items());
    }

    [Fact]
    public async Task Complete_WithImpossibleFeedback_IsRefused()
    {
        var client = await app.RegisterAsync();
        var session = await StartAsync(client, "hum");
        foreach (var body in new object[] { new { effectiveness_rating = 6 }, new { feedback_tags = new[] { "purple" } }, new { feedback_tags = new[] { "easy", "easy" } }, new { duration_actual_seconds = -1 } })
        {
            using var response = await client.PostJsonAsync($"/v1/interventions/sessions/{session}/complete", body);
            await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        }
    }

    internal sealed class Listener(Channel<InterventionCompleted> heard) : IHandle<InterventionCompleted>
    {
        public async Task HandleAsync(Guid eventId, InterventionCompleted domainEvent, CancellationToken cancellationToken) =>
            await heard.Writer.WriteAsync(domainEvent, cancellationToken);
    }

    internal static async Task<Guid> StartAsync(HttpClient client, string action, object? body = null)
    {
        using var response = await client.PostJsonAsync($"/v1/interventions/{action}/start", body ?? new { });
        return (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("session_id").GetGuid();
    }

    internal static async Task<JsonElement> CompleteAsync(HttpClient client, Guid session, object body)
    {
        using var response = await client.PostJsonAsync($"/v1/interventions/sessions/{session}/complete", body);
        return (await response.JsonAsync(HttpStatusCode.OK)).GetProperty("session");
    }
}
