using System.Net;
using System.Text.Json;
using Halcyon.Accounts.Tests.Profiles;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.HealthScreening;

public sealed class ScreeningTests(HalcyonApp app)
{
    private const string Path = "/v1/users/me/health-screening";

    [Fact]
    public async Task Screening_NeverAnswered_HasNoAnswersAndNoDate()
    {
        var me = await app.SignUpAsync();

        var screening = await app.GetAsync(Path, me.AccessToken).JsonAsync();

        Assert.All(screening.EnumerateObject().Where(member => member.Name != "version"), member => Assert.Equal(JsonValueKind.Null, member.Value.ValueKind));
        Assert.Equal(1, screening.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Screening_AnsweredAgain_HoldsOnlyTheNewAnswersAndAuditsBothWithoutContent()
    {
        var me = await app.SignUpAsync();
        var answers = ProfileTests.Screening("no");
        await PutAsync(me, answers).JsonAsync();
        answers["pregnancy"] = "unsure";
        answers["notes"] = "Two fainting spells\nas a child.";

        await PutAsync(me, answers).JsonAsync();

        var screening = await app.GetAsync(Path, me.AccessToken).JsonAsync();
        Assert.All(answers, answer => Assert.Equal(answer.Value, screening.GetProperty(answer.Key).GetString()));
        Assert.NotEqual(JsonValueKind.Null, screening.GetProperty("completed_at").ValueKind);
        Assert.Equal(1, await app.QueryAsync<long>($"select count(*) from accounts.health_screenings where user_id = '{me.Id}'"));
        Assert.Equal(["account.registered:success", "health_screening.changed:success", "health_screening.changed:success"], await app.AuditAsync(me.Id));
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from platform.audit_entry where subject_id = '{me.Id}' and details is not null"));
    }

    [Fact]
    public async Task Screening_AnyAnswerMissingOrUnknown_IsRefusedByItsName()
    {
        var me = await app.SignUpAsync();
        foreach (var question in ProfileTests.Screening("yes").Keys)
        {
            foreach (var wrong in new[] { null, "maybe", "", "YES" })
            {
                var answers = ProfileTests.Screening("yes");
                answers[question] = wrong!;

                using var response = await PutAsync(me, answers);

                var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
                Assert.Equal(question, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
            }
        }
    }

    private Task<HttpResponseMessage> PutAsync(SignedIn me, Dictionary<string, string> answers) =>
        app.SendAsync(HttpMethod.Put, Path, answers, me.AccessToken);
}
